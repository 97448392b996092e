package io.fluxo.api.session;

import io.fluxo.api.table.Hashes;
import java.time.Duration;
import java.time.Instant;

/** What becomes of a refresh token that comes (RFC 9700, section 4.14.2). */
enum Refresh {
  /** It is the newest, or the one before whose answer may have been lost: there is a next one. */
  NEXT,
  /** It was used before: somebody else has it too, and the session ends. */
  REUSED,
  /** The session is over. */
  OVER;

  /** For an answer that got lost, or two windows that asked at once. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration IDLE = Duration.ofDays(7);

  /**
   * Decides.
   *
   * @param hash of the token that came
   */
  static Refresh decide(StoredSession session, String hash, Instant now) {
    if (session.endedAt() != null || !now.isBefore(session.endsAt())) {
      return OVER;
    }
    if (Hashes.same(hash, session.current())) {
      return now.isBefore(session.rotatedAt().plus(IDLE)) ? NEXT : OVER;
    }
    boolean predecessor = session.previous() != null && Hashes.same(hash, session.previous());
    return predecessor && now.isBefore(session.rotatedAt().plus(GRACE)) ? NEXT : REUSED;
  }
}
