package io.fluxo.query.humantask;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.History;
import io.fluxo.query.history.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlaHistoryTest {
  private static final TaskId TASK = TaskId.of(History.id(1), 1);

  /** A Friday, 15:00 in Brazil. */
  private static final Instant FRIDAY = Instant.parse("2026-03-06T18:00:00Z");

  private final List<RecordedEvent> events = new ArrayList<>();

  @Test
  void whatIsBegunAndAnsweredInTimeIsNotLate() {
    created();
    at(hours(1), new TaskEvent.TaskStarted("user:ana"));
    at(hours(2), done());
    SlaHistory.Outcome outcome = judge(always("PT1H", "PT2H"), hours(9));
    assertThat(outcome).isEqualTo(new SlaHistory.Outcome(false, false, null));
  }

  @Test
  void anAnswerIsABeginningToo() {
    created();
    at(hours(3), done());
    SlaHistory.Outcome outcome = judge(always("PT1H", null), hours(9));
    assertThat(outcome.startedLate()).isTrue();
    assertThat(outcome.answeredLate()).isFalse();
    assertThat(outcome.late().startedAt()).isEqualTo(FRIDAY.plus(hours(3)));
    assertThat(outcome.late().by()).isEqualTo(hours(2));
    assertThat(outcome.late().person()).isEqualTo("user:ana");
  }

  @Test
  void whatIsOpenIsLateAsSoonAsItsTimeIsOver() {
    created();
    assertThat(judge(always(null, "PT4H"), hours(4)).answeredLate()).isFalse();
    assertThat(judge(always(null, "PT4H"), hours(5)).late().by()).isEqualTo(hours(1));
    assertThat(judge(always(null, "PT4H"), hours(5)).late().endedAt()).isNull();
  }

  @Test
  void timeThatItRestedDoesNotCount() {
    created();
    at(hours(1), new TaskEvent.TaskSuspended(Payload.NULL, FRIDAY.plus(hours(1))));
    assertThat(judge(always(null, "PT2H"), hours(50)).answeredLate()).isFalse();
    at(hours(2), new TaskEvent.TaskHeld(FRIDAY.plus(hours(2))));
    at(hours(3), new TaskEvent.TaskResumed(List.of()));
    at(hours(6), new TaskEvent.TaskUnheld(List.of()));
    at(hours(7), done());
    assertThat(judge(always(null, "PT2H"), hours(50)).answeredLate()).isFalse();
    SlaHistory.Outcome outcome = judge(always(null, "PT1H30M"), hours(50));
    assertThat(outcome.late().due()).isEqualTo(FRIDAY.plus(Duration.ofMinutes(390)));
    assertThat(outcome.late().by()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aRestAfterTheDeadlineMendsNothing() {
    created();
    at(hours(2), new TaskEvent.TaskSuspended(Payload.NULL, FRIDAY.plus(hours(2))));
    at(hours(5), new TaskEvent.TaskResumed(List.of()));
    at(hours(5), done());
    assertThat(judge(always(null, "PT1H"), hours(9)).late().due()).isEqualTo(FRIDAY.plus(hours(1)));
  }

  @Test
  void workingTimeIsCounted() {
    created();
    // Rests from Friday 16:00 to Monday 10:00: of three hours two are left, until Monday 12:00.
    at(hours(1), new TaskEvent.TaskSuspended(Payload.NULL, FRIDAY.plus(hours(1))));
    at(hours(67), new TaskEvent.TaskResumed(List.of()));
    at(hours(70), done());
    SlaHistory.Rules rules =
        new SlaHistory.Rules(BusinessCalendar.BRAZIL, null, Span.parse("PT3H"));
    SlaHistory.Outcome outcome = judge(rules, hours(99));
    assertThat(outcome.late().due()).isEqualTo(FRIDAY.plus(hours(69)));
    assertThat(outcome.late().by()).isEqualTo(hours(1));
  }

  @Test
  void withoutOtherDeadlinesItsOwnCountAsTheyWereMoved() {
    created(
        TaskHistory.overdue(Timer.Of.start, FRIDAY.plus(hours(1))),
        TaskHistory.overdue(Timer.Of.complete, FRIDAY.plus(hours(2))));
    at(hours(0), new TaskEvent.TaskSuspended(Payload.NULL, FRIDAY));
    at(
        hours(1),
        new TaskEvent.TaskResumed(
            List.of(
                TaskHistory.overdue(Timer.Of.start, FRIDAY.plus(hours(2))),
                TaskHistory.overdue(Timer.Of.complete, FRIDAY.plus(hours(3))))));
    at(hours(4), new TaskEvent.TaskWithdrawn("Not needed"));
    SlaHistory.Outcome outcome = judge(always(null, null), hours(9));
    assertThat(outcome.startedLate()).isTrue();
    assertThat(outcome.late().startBy()).isEqualTo(FRIDAY.plus(hours(2)));
    assertThat(outcome.late().due()).isEqualTo(FRIDAY.plus(hours(3)));
    assertThat(outcome.late().by()).isEqualTo(hours(1));
    assertThat(judge(always("P1D", "P1D"), hours(9)).late()).isNull();
  }

  private static SlaHistory.Rules always(String start, String complete) {
    return new SlaHistory.Rules(
        BusinessCalendar.ALWAYS,
        start == null ? null : Span.parse(start),
        complete == null ? null : Span.parse(complete));
  }

  private static Duration hours(int count) {
    return Duration.ofHours(count);
  }

  private static TaskEvent done() {
    return new TaskEvent.TaskCompleted("approved", Payload.EMPTY, Payload.NULL, "user:ana");
  }

  private void created(Timer... timers) {
    at(hours(0), TaskHistory.created(TASK, List.of("user:ana"), List.of(), 5, timers));
  }

  private void at(Duration after, TaskEvent event) {
    int number = events.size();
    events.add(
        new RecordedEvent(
            number, TASK.value(), number, FRIDAY.plus(after), event, Map.of("a", "user:ana")));
  }

  private SlaHistory.Outcome judge(SlaHistory.Rules rules, Duration now) {
    return SlaHistory.of(events, rules, FRIDAY.plus(now));
  }
}
