package io.fluxo.command.humantask;

import io.fluxo.command.calendar.Calendars;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarRef;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskEvent.TaskCreated;
import io.fluxo.messages.humantask.TaskEvent.TaskWithdrawn;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.rejection.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/**
 * The human tasks, as the decisions of runs and the handler of tasks reach them. Used inside a unit
 * of work.
 */
public final class Tasks {

  private final Repository<Task> repository;
  private final Calendars calendars;
  private final TaskWakeUps wakeUps;

  Tasks(Repository<Task> repository, Calendars calendars, TaskWakeUps wakeUps) {
    this.repository = repository;
    this.calendars = calendars;
    this.wakeUps = wakeUps;
  }

  /** Begins the stream of a task. */
  public void create(TaskCreated first, Context context) {
    try {
      repository.newInstance(() -> new Task(first));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("A task could not be created", e);
    }
    Instant at = TaskFacts.INITIAL.after(first).wakeAt();
    if (at != null) {
      wakeUps.note(first.taskId(), at, context);
    }
  }

  /**
   * Whether a task was created before, by a request that came again.
   *
   * @throws Rejection KEY_REUSED where another request had its key
   */
  boolean isThere(TaskId task, TaskAsked asked, Context context) {
    Aggregate<Task> found;
    try {
      found = repository.load(task.value());
    } catch (AggregateNotFoundException e) {
      return false;
    }
    boolean same =
        found.invoke(
            root -> root.owner().is(context) && root.facts().begun().spec().equals(asked.spec()));
    if (!same) {
      throw new Rejection(
          Rejection.Code.KEY_REUSED,
          "This idempotency key was used for another request: choose a new one");
    }
    return true;
  }

  /** The run does not want it any more. */
  public void withdraw(TaskId task, String reason, Context context) {
    record(task, context, facts -> facts.isOpen() ? List.of(new TaskWithdrawn(reason)) : List.of());
  }

  /** The run is paused: the clocks of the task stand still. */
  public void hold(TaskId task, Instant now, Context context) {
    record(task, context, facts -> TaskClocks.hold(facts, now));
  }

  /** The run goes on, and so do the clocks of the task. */
  public void unhold(TaskId task, Instant now, Context context) {
    record(task, context, facts -> TaskClocks.unhold(facts, calendar(facts, context), now));
  }

  /** The calendar that the times of a task are counted by. */
  BusinessCalendar calendar(TaskFacts facts, Context context) {
    CalendarRef ref = facts.begun().calendar();
    return ref == null ? BusinessCalendar.ALWAYS : calendars.of(context, ref);
  }

  /**
   * Decides on a task and records what was decided.
   *
   * @return the new events, in order; empty where nothing changes
   * @throws Rejection NOT_FOUND where there is no such task in the caller's workspace
   */
  List<TaskEvent> record(
      TaskId task, Context context, Function<TaskFacts, List<TaskEvent>> decision) {
    return load(task)
        .invoke(
            root -> {
              if (!root.owner().is(context)) {
                throw Rejection.notFound("task " + task);
              }
              Instant before = root.facts().wakeAt();
              List<TaskEvent> events = decision.apply(root.facts());
              root.record(events);
              Instant after = root.facts().wakeAt();
              if (!Objects.equals(before, after)) {
                wakeUps.note(task, after, context);
              }
              return events;
            });
  }

  /**
   * Notes once more when a task is to be woken: whoever woke it may have gone by something older.
   */
  void noteAgain(TaskId task, Context context) {
    wakeUps.note(task, load(task).invoke(root -> root.facts().wakeAt()), context);
  }

  private Aggregate<Task> load(TaskId task) {
    try {
      return repository.load(task.value());
    } catch (AggregateNotFoundException e) {
      throw Rejection.notFound("task " + task);
    }
  }
}
