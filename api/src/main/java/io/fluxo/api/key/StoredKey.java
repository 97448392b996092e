package io.fluxo.api.key;

import io.fluxo.api.access.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key that was not revoked, of a tenant that is not suspended.
 *
 * @param caller who sends it
 */
record StoredKey(String sha256, @Nullable Instant expiresAt, Caller caller) {

  boolean isOver(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
