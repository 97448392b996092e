package io.fluxo.command.work;

import io.fluxo.messages.health.Watched;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task that a thread of its own repeats, with a pause between the end and the next beginning. */
public final class PeriodicTask implements Watched {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

  /** No round takes so long: each statement has its own, shorter bound. */
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

  private final String name;
  private final Runnable task;
  private final Duration pause;
  private @Nullable ScheduledExecutorService thread;
  private volatile long lastEnd;
  private volatile boolean failed;

  /**
   * A task that does not run yet.
   *
   * @param name of its thread
   * @param task one round; what it throws is logged and is no end of it
   */
  public PeriodicTask(String name, Runnable task, Duration pause) {
    this.name = name;
    this.task = task;
    this.pause = pause;
  }

  /** Begins after one pause. */
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            run -> Thread.ofPlatform().daemon().name(name).unstarted(run));
    lastEnd = System.nanoTime();
    started.scheduleWithFixedDelay(
        this::round, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    thread = started;
  }

  private void round() {
    try {
      task.run();
      failed = false;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      failed = true;
      LOG.warn("A round of {} failed; the next one comes", name, e);
    }
    lastEnd = System.nanoTime();
  }

  /** Ends, and interrupts what is under way. */
  public synchronized void stop() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public State state() {
    if (!isRunning()) {
      return State.RESTING;
    }
    long silence = System.nanoTime() - lastEnd;
    if (silence > pause.plus(LONGEST_ROUND).toNanos()) {
      return State.STOPPED;
    }
    return failed ? State.FAILING : State.RUNNING;
  }

  @Override
  public synchronized void restart() {
    if (isRunning()) {
      stop();
      start();
    }
  }
}
