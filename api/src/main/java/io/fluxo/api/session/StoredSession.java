package io.fluxo.api.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chain of refresh tokens, as it stands.
 *
 * @param current the hash of the newest token
 * @param previous the hash of the one before, null where there was none
 * @param rotatedAt when the newest was made
 * @param endsAt when the chain ends, however often it is used
 * @param endedAt when it was ended, null where it was not
 * @param method how its owner got in
 */
record StoredSession(
    String id,
    String tenant,
    String account,
    String current,
    @Nullable String previous,
    Instant rotatedAt,
    Instant createdAt,
    Instant endsAt,
    @Nullable Instant endedAt,
    String method) {

  /**
   * From when the next token counts. That of one whose answer was lost counts from when that was
   * given: otherwise the token before could be used for ever.
   *
   * @param used the hash of the token that is exchanged
   */
  Instant rotatedAt(String used, Instant now) {
    return used.equals(previous) ? rotatedAt : now;
  }
}
