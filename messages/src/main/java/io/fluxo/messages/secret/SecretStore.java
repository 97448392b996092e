package io.fluxo.messages.secret;

import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import java.util.Map;
import java.util.Set;

/** Keeps secrets. What is put in comes out only for the call that needs it. */
public interface SecretStore {

  /**
   * Sets a value, in place of the one before.
   *
   * @param actor who does it
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT or TOO_LARGE when name or value
   *     cannot be used, UNAVAILABLE when the keystore cannot be reached
   */
  SecretView put(SecretScope scope, String name, SecretValue value, String actor);

  /** Removes a secret; false where there was none. */
  boolean remove(SecretScope scope, String name);

  /** The secrets of the tenant and of the workspace and its nodes, by name. */
  Page<SecretView> list(String tenant, String workspace, PageRequest page);

  /**
   * The values that somebody sees under the names: of each the one of the nearest scope, the node's
   * before the workspace's before the tenant's. Names that stand for nothing are missing.
   *
   * @param scope who asks
   * @throws SealingException when a value cannot be opened
   */
  Map<String, SecretValue> resolve(SecretScope scope, Set<String> names);

  /**
   * Adds a key where that is done here, and seals all values under the newest one. Everything keeps
   * working meanwhile.
   *
   * @throws io.fluxo.messages.rejection.Rejection UNAVAILABLE when the keystore cannot be reached
   */
  SecretRotation rotate();
}
