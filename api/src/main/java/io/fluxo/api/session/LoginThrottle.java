package io.fluxo.api.session;

import io.fluxo.api.problem.Refused;
import io.fluxo.api.table.Times;
import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses. It goes by the account that is guessed at, or by the address where there
 * is no such account, so that it tells nothing, and nobody's success is anybody else's; and counts
 * an attempt before it is made, in one statement, so that many at once do not slip through.
 */
@Component
final class LoginThrottle {

  static final int FREE = 5;

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  /** In seconds, by how many failed in a row; the last one for all beyond. */
  private static final Integer[] PAUSES =
      IntStream.rangeClosed(1, FREE + 11)
          .mapToObj(failed -> (int) pause(failed).toSeconds())
          .toArray(Integer[]::new);

  private final JdbcTemplate jdbc;
  private final InstantSource clock;

  LoginThrottle(JdbcTemplate jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Counts an attempt.
   *
   * @param subject what is guessed at
   * @return whether it may be made; null for yes, else how long nothing counts
   */
  @Nullable Duration attempt(String subject) {
    Instant now = clock.instant();
    String hash = hash(subject);
    jdbc.update("DELETE FROM login_throttle WHERE until < ?", Times.stored(now.minus(FORGOTTEN)));
    int counted =
        jdbc.update(
            """
            INSERT INTO login_throttle AS t (subject, failed, until) VALUES (?, 1, ?)
            ON CONFLICT (subject) DO UPDATE
               SET failed = t.failed + 1,
                   until = CAST(? AS timestamptz)
                     + make_interval(secs => (?::int[])[least(t.failed + 1, ?)])
             WHERE t.until <= ?
            """,
            hash,
            Times.stored(now),
            Times.stored(now),
            PAUSES,
            PAUSES.length,
            Times.stored(now));
    if (counted > 0) {
      return null;
    }
    OffsetDateTime until =
        jdbc.queryForObject(
            "SELECT max(until) FROM login_throttle WHERE subject = ?", OffsetDateTime.class, hash);
    return until == null ? Duration.ZERO : Duration.between(now, until.toInstant());
  }

  /**
   * Counts an attempt.
   *
   * @throws Refused where it comes too soon after the last that failed
   */
  void require(String subject) {
    Duration left = attempt(subject);
    if (left != null) {
      throw tooMany(left);
    }
  }

  /** Forgets what failed, for now somebody got in. */
  void succeeded(String subject) {
    jdbc.update("DELETE FROM login_throttle WHERE subject = ?", hash(subject));
  }

  /** How long nothing counts after so many attempts in a row. */
  static Duration pause(int failed) {
    if (failed < FREE) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(failed - FREE, 20));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  static Refused tooMany(Duration left) {
    return new Refused(
        HttpStatus.TOO_MANY_REQUESTS,
        "too_many_attempts",
        "There were too many attempts: wait, or ask an administrator for a new password",
        left);
  }

  private static String hash(String subject) {
    return Sha256.hex(subject.getBytes(StandardCharsets.UTF_8));
  }
}
