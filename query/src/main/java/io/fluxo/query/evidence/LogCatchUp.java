package io.fluxo.query.evidence;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SealingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Brings the log up to an event that somebody asks for, rather than have him wait. */
@Component
final class LogCatchUp {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long GAP_NANOS = 5_000_000;

  private final Notary notary;
  private final Checkpoints checkpoints;
  private final JdbcTemplate jdbc;
  private final InstantSource clock;
  private final boolean enabled;

  LogCatchUp(
      Notary notary,
      Checkpoints checkpoints,
      JdbcTemplate jdbc,
      InstantSource clock,
      @Value("${fluxo.log.enabled:true}") boolean enabled) {
    this.notary = notary;
    this.checkpoints = checkpoints;
    this.jdbc = jdbc;
    this.clock = clock;
    this.enabled = enabled;
  }

  /**
   * Appends what is missing up to a position, and has the log of the tenant signed.
   *
   * @throws Rejection UNAVAILABLE when that cannot be done now
   */
  void to(String tenant, long position) {
    if (!enabled) {
      throw new Rejection(
          Rejection.Code.UNAVAILABLE, "Expected the log to be kept, but it is switched off");
    }
    try {
      Instant until = clock.instant().plus(PATIENCE);
      while (place() < position) {
        Notary.Outcome outcome = notary.pass(true);
        if (outcome == Notary.Outcome.DONE && place() < position) {
          return; // there is no such event
        }
        if (outcome == Notary.Outcome.GAP) {
          LockSupport.parkNanos(GAP_NANOS);
        }
        requirePatience(until);
      }
      while (!isSigned(tenant) && !checkpoints.sign(Set.of(tenant), true).contains(tenant)) {
        notary.pass(true);
        requirePatience(until);
      }
    } catch (DataAccessException | SealingException e) {
      throw behind();
    }
  }

  /** Appends all that is there, and has the log of the tenant signed. */
  void to(String tenant) {
    Long last = jdbc.queryForObject("SELECT max(global_index) FROM event", Long.class);
    to(tenant, last == null ? 0 : last);
  }

  private long place() {
    Long place = jdbc.queryForObject("SELECT position FROM log_place", Long.class);
    return place == null ? 0 : place;
  }

  private boolean isSigned(String tenant) {
    return jdbc.queryForList(
            "SELECT 1 FROM log_head WHERE tenant = ? AND size > signed", Integer.class, tenant)
        .isEmpty();
  }

  private void requirePatience(Instant until) {
    if (clock.instant().isAfter(until)) {
      throw behind();
    }
  }

  private static Rejection behind() {
    return new Rejection(
        Rejection.Code.UNAVAILABLE,
        "Expected the log to hold all events, but it is behind: ask again soon");
  }
}
