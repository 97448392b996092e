package io.fluxo.command.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task that a thread of its own repeats, with a pause between the end and the next beginning. */
public final class PeriodicTask {

  private final String name;
  private final Runnable task;
  private final Duration pause;
  private @Nullable ScheduledExecutorService thread;

  /**
   * A task that does not run yet.
   *
   * @param name of its thread
   * @param task must not throw, for that would end it
   */
  public PeriodicTask(String name, Runnable task, Duration pause) {
    this.name = name;
    this.task = task;
    this.pause = pause;
  }

  /** Begins after one pause. */
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            run -> Thread.ofPlatform().daemon().name(name).unstarted(run));
    started.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    thread = started;
  }

  /** Ends, and interrupts what is under way. */
  public void stop() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  public boolean isRunning() {
    return thread != null;
  }
}
