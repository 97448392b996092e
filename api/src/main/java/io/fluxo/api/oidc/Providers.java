package io.fluxo.api.oidc;

import io.fluxo.messages.rejection.Rejection;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The providers that the operator configured, each made when somebody first asks for it. No field
 * and no method names a class that extends one of the library: a start would load that too.
 */
final class Providers implements AutoCloseable {

  private final Map<String, ProviderSettings> settings;
  private final InstantSource clock;
  private final Map<String, Provider> made = new ConcurrentHashMap<>();

  Providers(Map<String, ProviderSettings> settings, InstantSource clock) {
    this.settings = new LinkedHashMap<>(settings);
    this.clock = clock;
  }

  /** Their names. */
  List<String> names() {
    return List.copyOf(settings.keySet());
  }

  /**
   * The provider of that name.
   *
   * @throws Rejection NOT_FOUND where there is none
   */
  Provider require(String name) {
    ProviderSettings known = settings.get(name);
    if (known == null) {
      throw Rejection.notFound("provider of that name");
    }
    return made.computeIfAbsent(name, fresh -> new Provider(fresh, known, clock));
  }

  @Override
  public void close() {
    made.values().forEach(Provider::close);
  }
}
