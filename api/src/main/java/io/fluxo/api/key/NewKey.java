package io.fluxo.api.key;

import io.fluxo.api.access.Permission;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that was made.
 *
 * @param key the whole text; it is told this once and kept nowhere
 */
record NewKey(
    String id,
    String key,
    String name,
    List<Permission> permissions,
    @Nullable String workspace,
    @Nullable Instant expiresAt) {

  static NewKey of(KeyView view, KeyText text) {
    return new NewKey(
        view.id(),
        text.text(),
        view.name(),
        view.permissions(),
        view.workspace(),
        view.expiresAt());
  }

  @Override
  public String toString() {
    return "NewKey[" + id + "]";
  }
}
