package io.fluxo.command.work;

import io.fluxo.messages.health.Watched;
import io.fluxo.messages.work.WorkerId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Says that this worker is alive, from before it takes any work until after its last attempt has
 * ended: what it holds is nobody else's so long.
 */
final class WorkerLife implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLife.class);

  /** With the pauses here and of the sweeper, what a killed worker held goes on within eight. */
  private static final int ALIVE_SECONDS = 6;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final PeriodicTask timer = new PeriodicTask("worker-life", this::beat, PAUSE);

  WorkerLife(JdbcTemplate jdbc, WorkerId worker) {
    this.jdbc = jdbc;
    this.worker = worker;
  }

  Watched watched() {
    return timer;
  }

  private void beat() {
    jdbc.update(
        """
        INSERT INTO worker (id, alive_until) VALUES (?, now() + make_interval(secs => ?))
        ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until
        """,
        worker.value(),
        (double) ALIVE_SECONDS);
    jdbc.update("DELETE FROM worker WHERE alive_until < now() - interval '30 seconds'");
  }

  @Override
  public void start() {
    try {
      beat();
    } catch (RuntimeException e) {
      LOG.warn("The worker could not say that it is alive; it tries again", e);
    }
    timer.start();
  }

  @Override
  public void stop() {
    timer.stop();
    try {
      jdbc.update("DELETE FROM worker WHERE id = ?", worker.value());
    } catch (RuntimeException e) {
      LOG.info("The worker could not sign off; its work is taken over when its time is up");
    }
  }

  @Override
  public boolean isRunning() {
    return timer.isRunning();
  }

  /** Begins before whoever makes attempts, and ends after. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10_000;
  }
}
