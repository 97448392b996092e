package io.fluxo.command.humantask;

import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.humantask.Sla;
import io.fluxo.messages.humantask.TaskCommand.ResumeTask;
import io.fluxo.messages.humantask.TaskCommand.SuspendTask;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clocks of a task: what is due when, and what happens then. */
final class TaskClocks {

  private TaskClocks() {}

  /** All that is going to be due, the earliest first. */
  static List<Timer> timers(@Nullable Sla sla, BusinessCalendar calendar, Instant now) {
    if (sla == null) {
      return List.of();
    }
    List<Timer> timers = new ArrayList<>();
    add(Timer.Of.start, sla.start(), calendar, now, timers);
    add(Timer.Of.complete, sla.complete(), calendar, now, timers);
    return sorted(timers);
  }

  private static void add(
      Timer.Of of,
      Sla.@Nullable Deadline deadline,
      BusinessCalendar calendar,
      Instant now,
      List<Timer> timers) {
    if (deadline == null) {
      return;
    }
    Instant due = calendar.plus(now, deadline.within());
    for (int i = 0; i < deadline.remind().size(); i++) {
      Instant before = calendar.minus(due, deadline.remind().get(i));
      if (before.isAfter(now)) {
        timers.add(new Timer(of, Timer.Act.remind, i, before));
      }
    }
    timers.add(new Timer(of, Timer.Act.overdue, 0, due));
    for (int i = 0; i < deadline.escalate().size(); i++) {
      Span after = deadline.escalate().get(i).after();
      timers.add(new Timer(of, Timer.Act.escalate, i, calendar.plus(due, after)));
    }
  }

  private static List<Timer> sorted(List<Timer> timers) {
    timers.sort(
        Comparator.comparing((Timer timer) -> timer.at())
            .thenComparing(Timer::act)
            .thenComparing(Timer::of)
            .thenComparing(Timer::index));
    return List.copyOf(timers);
  }

  /** What has come due: nothing where it is too early, or its clocks stand still. */
  static List<TaskEvent> wake(TaskFacts was, Instant now) {
    List<TaskEvent> events = new ArrayList<>();
    TaskFacts facts = was;
    Instant next = facts.wakeAt();
    while (next != null && !next.isAfter(now)) {
      TaskEvent event = due(facts, facts.timers().getFirst());
      events.add(event);
      facts = facts.after(event);
      next = facts.wakeAt();
    }
    return events;
  }

  private static TaskEvent due(TaskFacts facts, Timer timer) {
    return switch (timer.act()) {
      case remind -> new TaskEvent.TaskReminded(timer);
      case overdue -> new TaskEvent.TaskOverdue(timer);
      case escalate -> {
        Sla.Escalation escalation = escalation(facts, timer);
        yield escalation.act() == Sla.Act.expire
            ? new TaskEvent.TaskExpired(timer)
            : new TaskEvent.TaskEscalated(timer, escalation.act(), escalation.to());
      }
    };
  }

  private static Sla.Escalation escalation(TaskFacts facts, Timer timer) {
    Sla sla = facts.spec().sla();
    Sla.Deadline deadline =
        sla == null ? null : timer.of() == Timer.Of.start ? sla.start() : sla.complete();
    if (deadline == null) {
      throw new IllegalStateException("Expected a deadline for each of its timers");
    }
    return deadline.escalate().get(timer.index());
  }

  static List<TaskEvent> suspend(SuspendTask command, TaskFacts facts, Instant now) {
    TaskRights.requireSeen(facts, command.who());
    TaskDecisions.requireText(command.reason());
    if (facts.timing().suspended()) {
      return List.of();
    }
    TaskDecisions.requireOpen("suspend", command.taskId(), facts);
    TaskRights.requireOwnerOrManager("suspend the task", facts, command.who());
    return List.of(new TaskEvent.TaskSuspended(command.reason(), now));
  }

  static List<TaskEvent> resume(
      ResumeTask command, TaskFacts facts, BusinessCalendar calendar, Instant now) {
    TaskRights.requireSeen(facts, command.who());
    if (!facts.timing().suspended()) {
      TaskDecisions.requireState(
          "resume",
          command.taskId(),
          facts,
          EnumSet.of(
              TaskState.CREATED, TaskState.READY, TaskState.RESERVED, TaskState.IN_PROGRESS));
      return List.of();
    }
    TaskRights.requireOwnerOrManager("resume the task", facts, command.who());
    return List.of(
        new TaskEvent.TaskResumed(
            facts.timing().held() ? facts.timers() : moved(facts, calendar, now)));
  }

  /** The run of the task is paused. */
  static List<TaskEvent> hold(TaskFacts facts, Instant now) {
    return facts.isOpen() && !facts.timing().held()
        ? List.of(new TaskEvent.TaskHeld(now))
        : List.of();
  }

  /** The run of the task goes on. */
  static List<TaskEvent> unhold(TaskFacts facts, BusinessCalendar calendar, Instant now) {
    return facts.isOpen() && facts.timing().held()
        ? List.of(
            new TaskEvent.TaskUnheld(
                facts.timing().suspended() ? facts.timers() : moved(facts, calendar, now)))
        : List.of();
  }

  /** Each has as much working time left as it had when the clocks stopped. */
  private static List<Timer> moved(TaskFacts facts, BusinessCalendar calendar, Instant now) {
    Instant since = facts.timing().stoppedAt();
    if (since == null) {
      return facts.timers();
    }
    List<Timer> moved = new ArrayList<>();
    for (Timer timer : facts.timers()) {
      Duration left = calendar.between(since, timer.at());
      moved.add(timer.at(left.isZero() ? now : calendar.plus(now, left)));
    }
    return sorted(moved);
  }
}
