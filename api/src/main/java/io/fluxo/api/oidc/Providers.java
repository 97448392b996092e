package io.fluxo.api.oidc;

import io.fluxo.messages.rejection.Rejection;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The providers that the operator configured, each made when somebody first asks for it. */
final class Providers implements AutoCloseable {

  private final Map<String, ProviderSettings> settings;
  private final InstantSource clock;
  private final Map<String, Provider> made = new ConcurrentHashMap<>();
  private volatile @Nullable ProviderHttp http;

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
    return made.computeIfAbsent(name, fresh -> new Provider(fresh, known, http(), clock));
  }

  private synchronized ProviderHttp http() {
    ProviderHttp known = http;
    if (known == null) {
      known = new ProviderHttp();
      http = known;
    }
    return known;
  }

  @Override
  public void close() {
    ProviderHttp known = http;
    if (known != null) {
      known.close();
    }
  }
}
