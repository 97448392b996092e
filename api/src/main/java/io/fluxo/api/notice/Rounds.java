package io.fluxo.api.notice;

import io.fluxo.messages.health.Watched;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work that a thread of its own does in rounds: after a pause, or at once where it is woken. */
abstract class Rounds implements SmartLifecycle, Watched {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

  private final String name;
  private final Duration pause;
  private final Semaphore news = new Semaphore(0);
  private @Nullable Thread thread;
  private volatile long lastEnd;
  private volatile boolean failed;

  Rounds(String name, Duration pause) {
    this.name = name;
    this.pause = pause;
  }

  /**
   * One round.
   *
   * @return whether the next one is to follow at once
   */
  abstract boolean round();

  /** Has the next round follow at once. */
  final void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (!safely()) {
          boolean unused = news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean safely() {
    boolean more = false;
    try {
      more = round();
      failed = false;
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        failed = true;
        LOG.warn("A round of {} failed; the next one comes", name, e);
      }
    }
    lastEnd = System.nanoTime();
    return more;
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      lastEnd = System.nanoTime();
      thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }
  }

  @Override
  public final void stop() {
    end();
    ended();
  }

  private synchronized void end() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  /** What else is to end, after no round begins any more. */
  void ended() {}

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final synchronized State state() {
    if (thread == null) {
      return State.RESTING;
    }
    long silence = System.nanoTime() - lastEnd;
    if (!thread.isAlive() || silence > pause.plus(LONGEST_ROUND).toNanos()) {
      return State.STOPPED;
    }
    return failed ? State.FAILING : State.RUNNING;
  }

  @Override
  public synchronized void restart() {
    if (thread != null) {
      end();
      start();
    }
  }
}
