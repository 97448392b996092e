package io.fluxo.command.humantask;

import static io.fluxo.command.humantask.TaskScenario.ANA;
import static io.fluxo.command.humantask.TaskScenario.MAX;
import static io.fluxo.command.humantask.TaskScenario.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.humantask.Sla;
import io.fluxo.messages.humantask.TaskCommand.ClaimTask;
import io.fluxo.messages.humantask.TaskCommand.ResumeTask;
import io.fluxo.messages.humantask.TaskCommand.StartTask;
import io.fluxo.messages.humantask.TaskCommand.SuspendTask;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines, reminders and escalation, with a clock that is moved. */
class TaskClocksTest {

  /** A Monday, nine o'clock in São Paulo. */
  private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");

  private static TaskScenario task(String sla) {
    return TaskScenario.given(
        """
        {"kind": "approval", "title": "T", "candidates": {"users": ["ana"]}, "sla": %s}
        """
            .formatted(sla),
        MONDAY);
  }

  private static TaskScenario chain() {
    return task(
        """
        {"complete": {"within": "8h", "remind": ["2h", "30m"], "escalate": [
           {"do": "notify", "to": {"roles": ["manager"]}},
           {"after": "1h", "do": "raise_priority"},
           {"after": "2h", "do": "reassign", "to": {"users": ["bea"]}},
           {"after": "4h", "do": "expire"}]}}
        """);
  }

  private static List<String> names(TaskScenario task) {
    return task.last().stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  @Test
  void everyStageComesInItsTime() {
    TaskScenario task = chain();
    assertThat(task.after(Duration.ofHours(5)).woken().last()).isEmpty();
    assertThat(names(task.after(Duration.ofHours(1)).woken())).containsExactly("TaskReminded");
    assertThat(names(task.after(Duration.ofMinutes(90)).woken())).containsExactly("TaskReminded");
    assertThat(names(task.after(Duration.ofMinutes(30)).woken()))
        .containsExactly("TaskOverdue", "TaskEscalated");
    assertThat(((TaskEvent.TaskEscalated) task.last().getLast()).to())
        .containsExactly("role:manager");
    task.after(Duration.ofHours(1)).woken();
    assertThat(task.facts().priority()).isEqualTo(6);
    task.when(new ClaimTask(TASK, ANA)).after(Duration.ofHours(1)).woken();
    assertThat(task.facts().candidates()).containsExactly("user:bea");
    assertThat(task.facts().owner()).isNull();
    assertThat(names(task.after(Duration.ofHours(2)).woken())).containsExactly("TaskExpired");
    assertThat(task.facts().state()).isEqualTo(TaskState.EXPIRED);
    assertThat(task.facts().wakeAt()).isNull();
  }

  @Test
  void aServiceThatWasDownForDaysCatchesUpInOrder() {
    assertThat(names(chain().after(Duration.ofDays(9)).woken()))
        .containsExactly(
            "TaskReminded",
            "TaskReminded",
            "TaskOverdue",
            "TaskEscalated",
            "TaskEscalated",
            "TaskEscalated",
            "TaskExpired");
  }

  @Test
  void wakingTwiceChangesNothing() {
    TaskScenario task = chain().after(Duration.ofHours(8)).woken();
    assertThat(task.woken().last()).isEmpty();
  }

  @Test
  void whoeverBeginsInTimeMeetsTheStartDeadlineOnly() {
    TaskScenario task = task("{\"start\":{\"within\":\"1h\"},\"complete\":{\"within\":\"2h\"}}");
    task.when(new ClaimTask(TASK, ANA)).when(new StartTask(TASK, ANA));
    task.after(Duration.ofHours(2)).woken();
    assertThat(task.last())
        .containsExactly(
            new TaskEvent.TaskOverdue(
                new Timer(
                    Timer.Of.complete, Timer.Act.overdue, 0, MONDAY.plus(Duration.ofHours(2)))));
  }

  @Test
  void workingHoursCountAndNightsAndHolidaysDoNot() {
    // Nine hours from Thursday noon: Friday the 20th is a holiday, Saturday and Sunday are free.
    TaskScenario task =
        TaskScenario.given(
            """
            {"kind": "approval", "title": "T", "candidates": {"users": ["ana"]},
             "sla": {"calendar": "br", "complete": {"within": "9h"}}}
            """,
            Instant.parse("2026-11-19T15:00:00Z"));
    assertThat(task.facts().wakeAt()).isEqualTo(Instant.parse("2026-11-23T15:00:00Z"));
  }

  @Test
  void clocksStandStillWhileTheRunIsPaused() {
    TaskScenario task = chain().after(Duration.ofHours(5)).held();
    assertThat(task.facts().state()).isEqualTo(TaskState.SUSPENDED);
    assertThat(task.facts().wakeAt()).isNull();
    task.after(Duration.ofDays(30));
    assertThat(task.woken().last()).isEmpty();
    task.unheld();
    assertThat(task.facts().wakeAt()).isEqualTo(task.now().plus(Duration.ofHours(1)));
    assertThat(task.facts().state()).isEqualTo(TaskState.READY);
  }

  @Test
  void clocksThatWereStoppedTwiceGoOnOnceBothAreOver() {
    TaskScenario task = chain().after(Duration.ofHours(5));
    task.when(new SuspendTask(TASK, Payload.NULL, MAX)).after(Duration.ofHours(1)).held();
    task.after(Duration.ofHours(1)).when(new ResumeTask(TASK, MAX));
    assertThat(task.facts().state()).isEqualTo(TaskState.SUSPENDED);
    assertThat(task.after(Duration.ofHours(9)).woken().last()).isEmpty();
    task.unheld();
    assertThat(task.facts().wakeAt()).isEqualTo(task.now().plus(Duration.ofHours(1)));
  }

  @Test
  void aPauseOverAWeekendTakesNothingOfTheWorkingTimeThatWasLeft() {
    TaskScenario task =
        TaskScenario.given(
            """
            {"kind": "approval", "title": "T", "candidates": {"users": ["ana"]},
             "sla": {"calendar": "br", "complete": {"within": "8h"}}}
            """,
            MONDAY);
    task.after(Duration.ofHours(3)).held().at("2026-11-28T15:00:00Z").unheld();
    // Five of the eight hours are left, from Monday morning.
    assertThat(task.facts().wakeAt()).isEqualTo(Instant.parse("2026-11-30T17:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void howeverOftenItIsStoppedEachTimerFiresOnceAfterTheSameTimeInAll(long seed) {
    Random random = new Random(seed);
    TaskScenario task = chain();
    Duration gone = Duration.ZERO;
    int fired = 0;
    boolean stopped = false;
    while (task.facts().isOpen()) {
      if (random.nextInt(3) == 0) {
        stopped = !stopped;
        if (stopped) {
          task.held();
        } else {
          task.unheld();
        }
      }
      Duration step = Duration.ofMinutes(1 + random.nextInt(40));
      task.after(step).woken();
      gone = stopped ? gone : gone.plus(step);
      fired += task.last().size();
      assertThat(task.facts().state() == TaskState.EXPIRED)
          .as("seed %d after %s", seed, gone)
          .isEqualTo(gone.compareTo(Duration.ofHours(12)) >= 0);
    }
    assertThat(fired).as("seed %d", seed).isEqualTo(7);
    assertThat(Sla.Act.values()).hasSize(4);
  }
}
