package io.fluxo.connectors.step;

import io.fluxo.connectors.dependency.Contact;
import io.fluxo.messages.step.StepOutcome;
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
  private final @Nullable String dependency;
  private @Nullable Thread thread;
  private @Nullable Stop stop;
  private boolean effectBegun;
  private boolean settled;
  private long began;
  private long took;
  private long deadline;
  private boolean called;
  private Contact contact = Contact.NONE;

  /** Where it waits or is counted, since when, and what it met there; only its lane looks. */
  @Nullable Door door;

  long since;
  int era;

  /** What the attempt waits in and for: its node type's permits, and what it talks to. */
  Attempt(StepTask task, Lane lane, @Nullable String dependency) {
    this.task = task;
    this.lane = lane;
    this.dependency = dependency;
  }

  @Nullable String dependency() {
    return dependency;
  }

  /** What the attempt found out about what it talks to. */
  Contact contact() {
    return contact;
  }

  /** From here on what happens may tell something about it. */
  void calls() {
    called = true;
  }

  /** The attempt ended like that; null is one that was not made. */
  void met(@Nullable StepOutcome outcome) {
    boolean tells = called && (!isUnwanted() || outcome instanceof StepOutcome.Succeeded);
    contact = outcome == null || !tells ? Contact.NONE : Contact.of(outcome);
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

  /** How long it took after its end, in nanoseconds. */
  synchronized long tookNanos() {
    return took;
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

  /** Whether it was stopped for a reason that is not its own. */
  boolean isUnwanted() {
    Stop reason = stopped();
    return reason == Stop.ABANDONED || reason == Stop.SHUTDOWN;
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
