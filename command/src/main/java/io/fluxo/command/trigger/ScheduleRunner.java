package io.fluxo.command.trigger;

import io.fluxo.command.work.PeriodicTask;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.health.Watched;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fires schedules. The time of a firing is the key of the run it starts, so that two nodes that see
 * the same schedule, or one that dies between start and note, start one run.
 */
final class ScheduleRunner implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);
  private static final int MOST = 200;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private record Row(
      String tenant,
      String workspace,
      String workflow,
      String node,
      String cron,
      String zone,
      String missed,
      Instant planned) {}

  private final JdbcTemplate jdbc;
  private final Starts starts;
  private final InstantSource clock;
  private final PeriodicTask timer = new PeriodicTask("schedules", this::fireDue, PAUSE);

  ScheduleRunner(JdbcTemplate jdbc, Starts starts, InstantSource clock) {
    this.jdbc = jdbc;
    this.starts = starts;
    this.clock = clock;
  }

  /** One look at what is due. */
  void fireDue() {
    due(clock.instant()).forEach(this::tryToFire);
  }

  Watched watched() {
    return timer;
  }

  /** One that cannot be fired, whatever the reason, does not keep the others waiting. */
  private void tryToFire(Row row) {
    try {
      fire(row);
    } catch (RuntimeException e) {
      LOG.warn(
          "The schedule of workflow {} could not be fired; it is tried again", row.workflow, e);
    }
  }

  private List<Row> due(Instant now) {
    return jdbc.query(
        """
        SELECT tenant, workspace, workflow, node, cron, zone, missed, next_at
          FROM schedule WHERE next_at <= ? ORDER BY next_at LIMIT ?
        """,
        (row, i) ->
            new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getTimestamp(8).toInstant()),
        Timestamp.from(now),
        MOST);
  }

  private void fire(Row row) {
    Schedule schedule = Schedule.of(row.cron(), row.zone(), row.missed());
    Schedule.Firing firing = schedule.due(row.planned(), clock.instant());
    for (Instant time : firing.fire()) {
      start(row, time);
    }
    String of = " WHERE tenant = ? AND workspace = ? AND workflow = ? AND node = ? AND next_at = ?";
    Timestamp planned = Timestamp.from(row.planned());
    if (firing.next() == null) {
      jdbc.update(
          "DELETE FROM schedule" + of,
          row.tenant(),
          row.workspace(),
          row.workflow(),
          row.node(),
          planned);
    } else {
      jdbc.update(
          "UPDATE schedule SET next_at = ?" + of,
          Timestamp.from(firing.next()),
          row.tenant(),
          row.workspace(),
          row.workflow(),
          row.node(),
          planned);
    }
  }

  private void start(Row row, Instant time) {
    Context context =
        new Context(
            row.tenant(),
            row.workspace(),
            "schedule",
            "schedule/" + row.workflow() + "/" + time,
            null,
            null);
    try {
      starts
          .start(
              context,
              new WorkflowId(row.workflow()),
              row.node(),
              TriggerKind.SCHEDULE,
              Payload.of(Map.of("scheduledFor", time.toString())),
              "schedule:" + row.workflow(),
              row.node() + "/" + time)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() == null || Rejection.isPassing(e.getCause())) {
        throw e;
      }
      LOG.warn("Schedule of workflow {} was refused: {}", row.workflow(), e.getMessage());
    }
  }

  @Override
  public void start() {
    timer.start();
  }

  @Override
  public void stop() {
    timer.stop();
  }

  @Override
  public boolean isRunning() {
    return timer.isRunning();
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 9_000;
  }
}
