package io.fluxo.command.privacy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Sweeps from time to time, as long as the node runs. */
final class RetentionClock implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);

  private final RetentionSweep sweep;
  private final Duration every;
  private volatile ScheduledExecutorService thread = idle();
  private volatile boolean running;

  RetentionClock(RetentionSweep sweep, Duration every) {
    this.sweep = sweep;
    this.every = every;
  }

  private static ScheduledExecutorService idle() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> Thread.ofPlatform().daemon().name("retention").unstarted(task));
  }

  @Override
  public void start() {
    if (thread.isShutdown()) {
      thread = idle();
    }
    long millis = every.toMillis();
    var unused = thread.scheduleWithFixedDelay(this::sweep, millis, millis, TimeUnit.MILLISECONDS);
    running = true;
  }

  private void sweep() {
    try {
      int erased = sweep.sweep();
      if (erased > 0) {
        LOG.info("What {} runs held was erased, as their retention says", erased);
      }
    } catch (RuntimeException | Error e) { // an error that gets through ends the sweeps for ever
      LOG.warn("What is to be erased is looked for later ({})", e.getClass().getSimpleName());
    }
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
