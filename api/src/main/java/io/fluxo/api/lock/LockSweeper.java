package io.fluxo.api.lock;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Removes rows of locks that were free for a while, a few at a time. */
@Component
final class LockSweeper implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LockSweeper.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 500;

  private static final String SWEEP =
      """
      WITH free AS MATERIALIZED (
        SELECT tenant, workspace, name FROM held_lock
         WHERE expires_at < now() - interval '10 minutes'
         ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED)
      DELETE FROM held_lock USING free
       WHERE (held_lock.tenant, held_lock.workspace, held_lock.name)
             = (free.tenant, free.workspace, free.name)
      """;

  private final JdbcTemplate jdbc;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          run -> Thread.ofPlatform().daemon().name("lock-sweeper").unstarted(run));
  private volatile boolean running;

  LockSweeper(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** One round: until little is left. */
  void sweep() {
    try {
      int swept = BATCH;
      while (swept == BATCH) {
        swept = jdbc.update(SWEEP, BATCH);
      }
    } catch (RuntimeException e) {
      LOG.warn("The sweep for locks that are free failed and is tried again", e);
    }
  }

  @Override
  public void start() {
    running = true;
    thread.scheduleWithFixedDelay(
        this::sweep, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    thread.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
