package io.fluxo.query.evidence;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.LogCheck;
import io.fluxo.messages.evidence.LogEvent.LogChecked;
import io.fluxo.messages.history.EventRecorder;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Checks the store against the log, keeps what came of it, and tells it by an event. */
@Component
final class LogChecks {

  static final String ON_DEMAND = "demand";

  private static final Logger LOG = LoggerFactory.getLogger(LogChecks.class);
  private static final String BY_SCHEDULE = "schedule";
  private static final Duration KEPT = Duration.ofDays(90);
  private static final Duration ALL_KEPT = Duration.ofDays(1);

  private final JdbcTemplate jdbc;
  private final CheckTable table;
  private final CheckpointTable checkpoints;
  private final EventRecorder recorder;
  private final InstantSource clock;
  private final Duration interval;
  private final double share;

  /**
   * Checks.
   *
   * @param hours from one check of all to the next; 0 for none
   * @param share how much of a core a check may use, up to 1
   */
  LogChecks(
      JdbcTemplate jdbc,
      EventRecorder recorder,
      InstantSource clock,
      @Value("${fluxo.log.check-hours:24}") int hours,
      @Value("${fluxo.log.check-share:0.25}") double share) {
    this.jdbc = jdbc;
    this.table = new CheckTable(jdbc);
    this.checkpoints = new CheckpointTable(jdbc);
    this.recorder = recorder;
    this.clock = clock;
    this.interval = Duration.ofHours(hours);
    this.share = Math.clamp(share, 0.01, 1);
  }

  /** Notes that a tenant's check begins. */
  LogCheck begin(String tenant, String cause) {
    return table.begin(tenant, cause, clock.instant());
  }

  /** Whether a check of the tenant that began after a time has not ended. */
  boolean goesOn(String tenant, Instant after) {
    return table.before(tenant, Long.MAX_VALUE, 1).stream()
        .anyMatch(last -> last.endedAt() == null && last.startedAt().isAfter(after));
  }

  /** Checks the events of the context's tenant. */
  LogCheck run(LogCheck begun, Context context) {
    Map<String, Trail> trails = check(context.tenant());
    return end(begun, trails.get(context.tenant()), context);
  }

  /** Checks everybody's events where that is due and no other node does it. */
  void look() {
    Instant now = clock.instant();
    if (interval.isZero()
        || jdbc.update(
                "UPDATE log_place SET checked_at = ? WHERE checked_at IS NULL OR checked_at <= ?",
                Timestamp.from(now),
                Timestamp.from(now.minus(interval)))
            == 0) {
      return;
    }
    all();
    table.forget(now.minus(KEPT));
  }

  /** Checks everybody's events. */
  void all() {
    Instant started = clock.instant();
    check(null)
        .forEach(
            (tenant, trail) -> {
              LogCheck begun = table.begin(tenant, BY_SCHEDULE, started);
              Context context =
                  new Context(
                      tenant,
                      Context.DEFAULT_WORKSPACE,
                      "log",
                      "log-check-" + begun.check(),
                      null,
                      null);
              LogCheck ended = end(begun, trail, context);
              LOG.debug("The log of {} was checked: {} found", tenant, ended.found());
              checkpoints.thin(tenant, started.minus(ALL_KEPT));
            });
  }

  private Map<String, Trail> check(@Nullable String tenant) {
    return new StoreCheck(jdbc, tenant, System::nanoTime, this::rest).run();
  }

  private void rest(long workedNanos) {
    long pause = (long) (workedNanos * (1 / share - 1));
    if (pause > 0) {
      LockSupport.parkNanos(pause);
    }
  }

  private LogCheck end(LogCheck begun, @Nullable Trail trail, Context context) {
    LogCheck ended =
        new LogCheck(
            begun.check(),
            begun.cause(),
            begun.startedAt(),
            clock.instant(),
            trail == null ? 0 : trail.size(),
            trail == null ? 0 : trail.checkpoints(),
            trail == null ? 0 : trail.found(),
            trail == null
                ? List.of()
                : trail.findings().stream().limit(LogCheck.MOST_FINDINGS).toList());
    table.end(ended);
    if (ended.found() > 0) {
      LOG.error(
          "The events of {} do not agree with its log in {} places, first: {}",
          context.tenant(),
          ended.found(),
          ended.findings().getFirst());
    }
    if (ended.found() > 0 || ended.cause().equals(ON_DEMAND)) {
      String unused =
          recorder.record(
              context,
              "Log",
              new LogChecked(ended.check(), ended.cause(), ended.size(), ended.found()));
    }
    return ended;
  }
}
