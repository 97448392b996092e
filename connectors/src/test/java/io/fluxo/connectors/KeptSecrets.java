package io.fluxo.connectors;

import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.secret.SealingException;
import io.fluxo.messages.secret.SecretRotation;
import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretStore;
import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.secret.SecretView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Secrets of one workspace in memory. */
public final class KeptSecrets implements SecretStore {

  private final Map<String, SecretValue> values = new HashMap<>();
  private boolean out;

  public KeptSecrets with(String name, String value) {
    values.put(name, new SecretValue(value));
    return this;
  }

  /** The keystore cannot be reached. */
  public void goOut() {
    out = true;
  }

  @Override
  public Map<String, SecretValue> resolve(SecretScope scope, Set<String> names) {
    if (out) {
      throw new SealingException("Expected to reach the keystore at its place", null);
    }
    Map<String, SecretValue> found = new HashMap<>(values);
    found.keySet().retainAll(names);
    return found;
  }

  @Override
  public SecretView put(SecretScope scope, String name, SecretValue value, String actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean remove(SecretScope scope, String name) {
    return values.remove(name) != null;
  }

  @Override
  public Page<SecretView> list(String tenant, String workspace, PageRequest page) {
    return new Page<>(List.of(), null);
  }

  @Override
  public SecretRotation rotate() {
    return new SecretRotation(false, 0, 0);
  }
}
