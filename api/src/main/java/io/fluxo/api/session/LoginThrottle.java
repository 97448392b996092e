package io.fluxo.api.session;

import io.fluxo.api.problem.Refused;
import io.fluxo.api.table.Times;
import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords. It goes by the address that is named, whether there is such an
 * account or not, so that it tells nothing; and counts an attempt before it is made, so that many
 * at once do not slip through.
 */
@Component
final class LoginThrottle {

  static final int FREE = 5;

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final JdbcTemplate jdbc;
  private final InstantSource clock;

  LoginThrottle(JdbcTemplate jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Counts an attempt.
   *
   * @throws Refused where it comes too soon after the last that failed
   */
  void attempt(String email) {
    Instant now = clock.instant();
    String subject = subject(email);
    jdbc.update("DELETE FROM login_throttle WHERE until < ?", Times.stored(now.minus(FORGOTTEN)));
    List<Integer> failed =
        jdbc.queryForList(
            """
            INSERT INTO login_throttle AS t (subject, failed, until) VALUES (?, 1, ?)
            ON CONFLICT (subject) DO UPDATE SET failed = t.failed + 1 WHERE t.until <= ?
            RETURNING failed
            """,
            Integer.class,
            subject,
            Times.stored(now),
            Times.stored(now));
    if (failed.isEmpty()) {
      OffsetDateTime until =
          jdbc.queryForObject(
              "SELECT max(until) FROM login_throttle WHERE subject = ?",
              OffsetDateTime.class,
              subject);
      throw tooMany(until == null ? Duration.ZERO : Duration.between(now, until.toInstant()));
    }
    jdbc.update(
        "UPDATE login_throttle SET until = ? WHERE subject = ? AND until < ?",
        Times.stored(now.plus(pause(failed.getFirst()))),
        subject,
        Times.stored(now.plus(pause(failed.getFirst()))));
  }

  /** Forgets what failed, for now somebody got in. */
  void succeeded(String email) {
    jdbc.update("DELETE FROM login_throttle WHERE subject = ?", subject(email));
  }

  /** How long nothing counts after so many attempts in a row. */
  static Duration pause(int failed) {
    if (failed < FREE) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(failed - FREE, 20));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private static Refused tooMany(Duration left) {
    return new Refused(
        HttpStatus.TOO_MANY_REQUESTS,
        "too_many_attempts",
        "There were too many attempts: wait, or ask an administrator for a new password",
        left);
  }

  private static String subject(String email) {
    return Sha256.hex(email.getBytes(StandardCharsets.UTF_8));
  }
}
