package io.fluxo.connectors.step;

import io.fluxo.messages.work.StepTask;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One attempt under way: who makes it, until when, and whether its end was told. */
final class Attempt {

  /** Why an attempt was interrupted. */
  enum Stop {
    TIMEOUT,
    ABANDONED,
    SHUTDOWN
  }

  /** What makes two hand-offs the same attempt. */
  record Key(String stepId, int attempt) {}

  private final StepTask task;
  private final Lane lane;
  private @Nullable Thread thread;
  private @Nullable Stop stop;
  private boolean effectBegun;
  private boolean settled;
  private long began;
  private long took;
  private long deadline;

  Attempt(StepTask task, Lane lane) {
    this.task = task;
    this.lane = lane;
  }

  StepTask task() {
    return task;
  }

  Lane lane() {
    return lane;
  }

  Key key() {
    return new Key(task.stepId().value(), task.attempt());
  }

  /** Binds the attempt to the current thread. */
  synchronized void begin(long now) {
    thread = Thread.currentThread();
    began = now;
    deadline = now + task.timeout().toNanos();
    if (stop != null) {
      Thread.currentThread().interrupt();
    }
  }

  /** From here on an interrupt can no longer hit the attempt; clears one that did. */
  synchronized void end(long now) {
    thread = null;
    took = now - began;
    Thread.interrupted();
  }

  /** How long it took, or has taken so far. */
  synchronized Duration took(long now) {
    return Duration.ofNanos(thread == null ? took : now - began);
  }

  /** Interrupts the attempt, unless it was told to stop before. */
  synchronized void stop(Stop reason) {
    if (stop == null) {
      stop = reason;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  synchronized @Nullable Stop stopped() {
    return stop;
  }

  /** Whether the attempt is being made and its time ended the given nanoseconds ago. */
  synchronized boolean overdue(long now, long grace) {
    return thread != null && now - deadline >= grace;
  }

  /**
   * Whether the effect may begin: not any more once the end was told, for then another attempt may
   * be under way already.
   */
  synchronized boolean effectBegins() {
    effectBegun |= !settled;
    return !settled;
  }

  /** Once the attempt is settled, this changes no more. */
  synchronized boolean effectBegun() {
    return effectBegun;
  }

  /** True for the first caller only: the end of an attempt is told once. */
  synchronized boolean settle() {
    boolean first = !settled;
    settled = true;
    return first;
  }
}
