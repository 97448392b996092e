package io.fluxo.command.work;

import io.fluxo.messages.health.Watched;
import io.fluxo.messages.work.WorkerId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes over what no living worker holds. It locks a row before it reads it, so that two sweepers
 * never take the same. This worker's own rows are never taken over, not even when it was stopped
 * for so long that it counts as dead: what it has begun is still under way here.
 */
final class WorkSweeper implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WorkSweeper.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST = 1_000;

  /** How many rounds apart all rows are looked at, for what neither index nor lease tells. */
  private static final int ALL = 10;

  private static final int LOST = 5;

  private static final String TAKE =
      """
      UPDATE open_work w SET owner = ?
        FROM (SELECT id FROM open_work
               WHERE due_at < now() + make_interval(secs => CASE WHEN error IS NULL THEN ? ELSE 0 END)
                 AND %s
               %s LIMIT ? FOR UPDATE SKIP LOCKED) found
       WHERE w.id = found.id
      RETURNING w.id, w.kind::text, w.due_at, w.tenant, w.workspace
      """;

  /** What nobody holds: an index knows these rows, however many there are. */
  private static final String OF_NOBODY = TAKE.formatted("owner IS NULL", "ORDER BY due_at");

  /** What others held that are dead. */
  private static final String OF_THE_DEAD =
      TAKE.formatted(
          """
          owner <> ? AND NOT EXISTS (SELECT 1 FROM worker
            WHERE worker.id = open_work.owner AND alive_until > now())
          """,
          "");

  private static final String DEAD =
      "SELECT EXISTS (SELECT 1 FROM worker WHERE alive_until <= now() AND id <> ?)";

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final DueWork due;
  private final GivenBack back;
  private final LostWork lost;
  private long round;
  private final PeriodicTask timer = new PeriodicTask("work-sweeper", this::sweep, PAUSE);

  WorkSweeper(JdbcTemplate jdbc, WorkerId worker, DueWork due, GivenBack back, LostWork lost) {
    this.jdbc = jdbc;
    this.worker = worker;
    this.due = due;
    this.back = back;
    this.lost = lost;
  }

  /** One round. */
  private void sweep() {
    back.write();
    jdbc.update("DELETE FROM idempotency_key WHERE expires_at < now()");
    double ahead = WorkLedger.HORIZON.toSeconds();
    take(OF_NOBODY, worker.value(), ahead, MOST);
    if (round % ALL == 0 || someoneDied()) {
      take(OF_THE_DEAD, worker.value(), ahead, worker.value(), MOST);
    }
    if (round % LOST == 0) {
      lost.find().forEach(due::overdue);
    }
    round++;
  }

  private boolean someoneDied() {
    return Boolean.TRUE.equals(jdbc.queryForObject(DEAD, Boolean.class, worker.value()));
  }

  Watched watched() {
    return timer;
  }

  private void take(String sql, Object... arguments) {
    List<OpenWork> taken = jdbc.query(sql, OpenWork.ROWS, arguments);
    if (!taken.isEmpty()) {
      LOG.info("Took up {} pieces of work that nobody held", taken.size());
      taken.forEach(due::at);
    }
  }

  @Override
  public void start() {
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.warn("The first sweep for left work failed; the next one comes", e);
    }
    timer.start();
  }

  @Override
  public void stop() {
    timer.stop();
    due.close();
  }

  @Override
  public boolean isRunning() {
    return timer.isRunning();
  }

  /** Begins when those who make attempts are up, and ends before them. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 3_000;
  }
}
