package io.fluxo.command.work;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The work that this node holds and that is not due yet; takes it up when it is. */
final class DueWork implements AutoCloseable {

  private final InstantSource clock;
  private final WorkStarter starter;
  private final ScheduledThreadPoolExecutor timer;
  private final Map<String, Future<?>> held = new ConcurrentHashMap<>();

  DueWork(InstantSource clock, WorkStarter starter) {
    this.clock = clock;
    this.starter = starter;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("due-work").unstarted(task));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Takes the work up when it is due: at once where that is past. */
  void at(OpenWork work) {
    if (work.task() != null) {
      starter.start(work);
      return;
    }
    long millis = Duration.between(clock.instant(), work.due()).toMillis();
    // A wake-up a little early would find nothing due.
    long wait = Math.max(0, millis + 1);
    held.computeIfAbsent(
        work.id(), id -> timer.schedule(() -> fire(work), wait, TimeUnit.MILLISECONDS));
  }

  /** The steps that are under way in this process. */
  Set<String> underWay() {
    return starter.underWay();
  }

  /** Takes up at once what is overdue, whatever this node's timer still waits for. */
  void overdue(OpenWork work) {
    forget(work.id());
    starter.start(work);
  }

  private void fire(OpenWork work) {
    held.remove(work.id());
    starter.start(work);
  }

  /** Forgets work that was done before it was due. */
  void forget(String id) {
    if (held.isEmpty()) {
      return;
    }
    Future<?> future = held.remove(id);
    if (future != null) {
      future.cancel(false);
    }
  }

  void abandon(String stepId) {
    forget(stepId);
    starter.abandon(stepId);
  }

  /** Lets no further attempt of a step begin; one under way goes on. */
  void hold(String stepId) {
    forget(stepId);
    starter.withdraw(stepId);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
