package io.fluxo.query.humantask;

import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.humantask.SlaReport;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.query.history.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When one task would have had to be begun with and answered, and when it was. While its clocks
 * stood still no time passed, whatever the deadlines.
 */
final class SlaHistory {

  /**
   * The deadlines to judge by.
   *
   * @param start null for whenever
   * @param complete null for whenever; where both are null, those count that each task had
   */
  record Rules(BusinessCalendar calendar, @Nullable Span start, @Nullable Span complete) {
    boolean own() {
      return start == null && complete == null;
    }
  }

  /**
   * How it went.
   *
   * @param late null where it was in time
   */
  record Outcome(boolean startedLate, boolean answeredLate, SlaReport.@Nullable Late late) {}

  private final Rules rules;
  private @Nullable TaskId taskId;
  private @Nullable String workflow;
  private @Nullable String person;
  private @Nullable Instant startBy;
  private @Nullable Instant due;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Instant stoppedAt;
  private boolean suspended;
  private boolean held;

  private SlaHistory(Rules rules) {
    this.rules = rules;
  }

  /** Judges one task by its events. */
  static Outcome of(List<RecordedEvent> events, Rules rules, Instant now) {
    SlaHistory history = new SlaHistory(rules);
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof TaskEvent event) {
        history.add(event, recorded.time());
      }
    }
    return history.judged(now);
  }

  private void add(TaskEvent event, Instant time) {
    switch (event) {
      case TaskEvent.TaskCreated e -> {
        taskId = e.taskId();
        workflow = e.origin() == null ? null : e.origin().workflow().id().value();
        startBy = after(time, rules.start);
        due = after(time, rules.complete);
        own(e.timers());
      }
      case TaskEvent.TaskClaimed e -> person = e.person();
      case TaskEvent.TaskDelegated e -> person = e.to();
      case TaskEvent.TaskReleased ignored -> person = null;
      case TaskEvent.TaskForwarded ignored -> person = null;
      case TaskEvent.TaskStarted e -> begun(e.person(), time);
      case TaskEvent.TaskVoted e -> begun(e.person(), time);
      case TaskEvent.TaskCompleted e -> begun(e.person(), time);
      case TaskEvent.TaskSuspended e -> {
        suspended = true;
        stop(e.since());
      }
      case TaskEvent.TaskHeld e -> {
        held = true;
        stop(e.since());
      }
      case TaskEvent.TaskResumed e -> {
        suspended = false;
        goOn(e.timers(), time);
      }
      case TaskEvent.TaskUnheld e -> {
        held = false;
        goOn(e.timers(), time);
      }
      default -> {}
    }
    if (event.ends()) {
      endedAt = time;
    }
  }

  private @Nullable Instant after(Instant time, @Nullable Span span) {
    return span == null ? null : rules.calendar.plus(time, span);
  }

  private void begun(String by, Instant time) {
    person = by;
    startedAt = startedAt == null ? time : startedAt;
  }

  private void stop(Instant since) {
    stoppedAt = stoppedAt == null ? since : stoppedAt;
  }

  private void goOn(List<Timer> timers, Instant time) {
    if (stoppedAt == null || suspended || held) {
      return;
    }
    if (rules.own()) {
      own(timers);
    } else {
      startBy = startedAt == null ? moved(startBy, stoppedAt, time) : startBy;
      due = moved(due, stoppedAt, time);
    }
    stoppedAt = null;
  }

  /** A deadline keeps as much working time as was left of it when the clocks stopped. */
  private @Nullable Instant moved(@Nullable Instant deadline, Instant since, Instant time) {
    if (deadline == null || !deadline.isAfter(since)) {
      return deadline;
    }
    Duration left = rules.calendar.between(since, deadline);
    return left.isZero() ? time : rules.calendar.plus(time, left);
  }

  private void own(List<Timer> timers) {
    if (!rules.own()) {
      return;
    }
    for (Timer timer : timers) {
      if (timer.act() == Timer.Act.overdue) {
        switch (timer.of()) {
          case start -> startBy = timer.at();
          case complete -> due = timer.at();
        }
      }
    }
  }

  private Outcome judged(Instant now) {
    Instant end = endedAt == null ? (stoppedAt == null ? now : stoppedAt) : endedAt;
    Instant begun = startedAt == null ? end : startedAt;
    boolean startedLate = startBy != null && begun.isAfter(startBy);
    boolean answeredLate = due != null && end.isAfter(due);
    if (taskId == null || !(startedLate || answeredLate)) {
      return new Outcome(false, false, null);
    }
    Duration by = Duration.ZERO;
    if (startedLate && startBy != null) {
      by = rules.calendar.between(startBy, begun);
    }
    if (answeredLate && due != null) {
      by = rules.calendar.between(due, end);
    }
    return new Outcome(
        startedLate,
        answeredLate,
        new SlaReport.Late(taskId, workflow, person, startBy, startedAt, due, endedAt, by));
  }
}
