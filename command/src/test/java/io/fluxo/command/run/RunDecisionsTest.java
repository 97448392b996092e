package io.fluxo.command.run;

import static io.fluxo.command.run.RunScenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunDecisionsTest {

  private static final String ONE_EFFECT =
      """
      id: one
      nodes: [{id: act, type: effect}]
      """;

  private static final String ENDLESS =
      """
      id: endless
      nodes:
        - {id: act, type: effect, next: act}
      """;

  @Test
  void aChainOfPureNodesIsThreeEvents() {
    RunScenario run =
        given(
                """
                id: pure
                nodes:
                  - {id: a, type: set, config: {variables: {x: "${input.n + 1}"}}, next: b}
                  - {id: b, type: data_transform, config: {value: "${vars.x * 2}"}}
                """)
            .started(Map.of("n", 1));
    assertThat(run.last().events()).hasSize(3);
    assertThat(run.output()).isEqualTo(4);
  }

  @Test
  void anEffectIsAskedForAndWaitedFor() {
    RunScenario run = given(ONE_EFFECT).started(Map.of());
    assertThat(run.last().schedule()).hasSize(1);
    assertThat(run.last().schedule().getFirst().stepId().value())
        .isEqualTo(RunScenario.RUN.value() + "-1");
    assertThat(run.succeeds(1, "done").output()).isEqualTo("done");
  }

  @Test
  void aLoopWithoutEndIsEndedByTheGuard() {
    RunScenario run =
        given(
                """
                id: loop
                settings: {maxVisits: 10}
                nodes:
                  - {id: a, type: set, config: {variables: {x: 1}}, next: b}
                  - {id: b, type: set, config: {variables: {x: 2}}, next: a}
                """)
            .started(Map.of());
    assertThat(((RunEvent.RunFailed) run.end()).failure().errorClass())
        .isEqualTo(Failure.LOOP_GUARD);
  }

  @Test
  void aHistoryThatGrowsTooLargeIsStopped() {
    RunLimits small = new RunLimits(3, 4, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1);
    RunScenario run =
        given(
                """
                id: long
                nodes:
                  - {id: a, type: set, config: {variables: {x: 1}}, next: b}
                  - {id: b, type: set, config: {variables: {x: 1}}, next: a}
                """,
                small)
            .started(Map.of());
    assertThat(((RunEvent.RunFailed) run.end()).failure().errorClass())
        .isEqualTo(Failure.LIMIT_EXCEEDED);
  }

  @Test
  void aHistoryThatGrowsLargeIsWarnedOfOnce() {
    RunLimits small = new RunLimits(4, 100, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 500);
    RunScenario run = given(ENDLESS, small).started(Map.of());
    List<Integer> warned = new ArrayList<>();
    for (int step = 1; step <= 8; step++) {
      run = run.succeeds(step, 1);
      if (!warnings(run).isEmpty()) {
        warned.add(run.state().events());
        assertThat(warnings(run)).containsExactly("This run has 4 events; at 100 it is stopped");
      }
    }
    assertThat(warned).containsExactly(4);
  }

  @Test
  void valuesThatAddUpAreWarnedOfOnce() {
    RunLimits small = new RunLimits(1000, 1000, 1000, 1 << 20, 1 << 20, 1 << 20, 500);
    RunScenario run = given(ENDLESS, small).started(Map.of());
    int warned = 0;
    for (int step = 1; step <= 8; step++) {
      run = run.succeeds(step, "x".repeat(300));
      warned += warnings(run).size();
    }
    assertThat(warned).isEqualTo(1);
    assertThat(run.state().bytes()).isGreaterThan(2000);
  }

  @Test
  void aLargeValueIsWarnedOf() {
    RunLimits small = new RunLimits(1000, 1000, 1 << 20, 1 << 20, 100, 1 << 20, 500);
    RunScenario run = given(ENDLESS, small).started(Map.of("text", "x".repeat(200)));
    assertThat(warnings(run))
        .containsExactly("The input takes 211 bytes; large values make a run slow");
    run = run.succeeds(1, "x".repeat(98));
    assertThat(warnings(run)).isEmpty();
    run = run.succeeds(2, "x".repeat(99));
    assertThat(warnings(run))
        .containsExactly("A value that came in takes 101 bytes; large values make a run slow");
  }

  private static List<String> warnings(RunScenario run) {
    return run.last().events().stream()
        .filter(RunEvent.RunAdvanced.class::isInstance)
        .flatMap(event -> ((RunEvent.RunAdvanced) event).moves().stream())
        .filter(Move.Logged.class::isInstance)
        .map(move -> ((Move.Logged) move).message())
        .toList();
  }

  @Test
  void aValueThatIsTooLargeIsRefused() {
    RunLimits small = new RunLimits(100, 100, 1 << 20, 1 << 20, 100, 100, 500);
    RunScenario run = given(ONE_EFFECT, small).started(Map.of()).succeeds(1, "x".repeat(200));
    assertThat(((RunEvent.RunFailed) run.end()).failure().errorClass())
        .isEqualTo(Failure.LIMIT_EXCEEDED);
  }

  @Test
  void aFailureGoesToItsHandlerAsData() {
    RunScenario run =
        given(
                """
                id: handled
                nodes:
                  - {id: act, type: effect, onError: sorry}
                  - {id: sorry, type: data_transform, config: {value: "${error.errorClass}"}}
                """)
            .started(Map.of())
            .fails(1, "refused");
    assertThat(run.output()).isEqualTo("refused");
  }

  @Test
  void aFailureThatNobodyHandlesGoesToTheRunsHandlerOnce() {
    RunScenario run =
        given(
                """
                id: last-resort
                settings: {onError: sorry}
                nodes:
                  - {id: act, type: effect}
                  - {id: sorry, type: effect}
                """)
            .started(Map.of())
            .fails(1, "refused")
            .fails(2, "again");
    assertThat(run.end()).isInstanceOf(RunEvent.RunFailed.class);
  }

  @Test
  void aFailureInABranchEndsTheOtherBranches() {
    RunScenario run =
        given(
                """
                id: fork
                nodes:
                  - {id: both, type: parallel, branches: {l: left, r: right}}
                  - {id: left, type: effect}
                  - {id: right, type: effect}
                """)
            .started(Map.of())
            .fails(2, "refused");
    assertThat(run.last().cancel()).containsExactly(3);
    assertThat(((RunEvent.RunFailed) run.end()).node()).isEqualTo("both");
  }

  @Test
  void theFirstOfAnyIsEnough() {
    RunScenario run =
        given(
                """
                id: race
                nodes:
                  - {id: both, type: parallel, config: {join: any}, branches: {l: left, r: right}}
                  - {id: left, type: effect}
                  - {id: right, type: effect}
                """)
            .started(Map.of())
            .succeeds(3, "won");
    assertThat(run.last().cancel()).containsExactly(2);
    assertThat(run.output()).isEqualTo(Map.of("r", "won"));
  }

  @Test
  void itemsRunSoManyAtOnceAndComeBackInOrder() {
    RunScenario run =
        given(
                """
                id: each
                nodes:
                  - {id: all, type: for_each, config: {items: "${input.items}", concurrency: 2}, branches: {body: act}}
                  - {id: act, type: effect}
                """)
            .started(Map.of("items", List.of("a", "b", "c")));
    assertThat(run.last().schedule()).hasSize(2);
    run.succeeds(3, "B").succeeds(2, "A");
    assertThat(run.last().schedule()).isEmpty();
    assertThat(run.succeeds(4, "C").output()).isEqualTo(List.of("A", "B", "C"));
  }

  @Test
  void aDelayEndsWhenItsTimeHasComeAndNotBefore() {
    RunScenario run =
        given(
                "{\"id\":\"d\",\"nodes\":[{\"id\":\"w\",\"type\":\"delay\",\"config\":{\"duration\":\"10s\"}}]}")
            .started(Map.of());
    assertThat(run.after(Duration.ofSeconds(9)).woken(1).last()).isEqualTo(Decided.NOTHING);
    assertThat(run.after(Duration.ofSeconds(1)).woken(1).end())
        .isInstanceOf(RunEvent.RunCompleted.class);
    assertThat(run.woken(1).last()).isEqualTo(Decided.NOTHING);
  }

  @Test
  void anEventIsTakenOnce() {
    RunScenario run =
        given(
                "{\"id\":\"d\",\"nodes\":[{\"id\":\"w\",\"type\":\"wait_for_event\",\"config\":{\"event\":\"go\"}}]}")
            .started(Map.of());
    assertThat(run.delivered(1, "now").output()).isEqualTo("now");
    assertThat(run.delivered(1, "again").last()).isEqualTo(Decided.NOTHING);
  }

  @Test
  void aWaitThatIsTooLongTakesItsOwnBranch() {
    RunScenario run =
        given(
                """
                id: patient
                nodes:
                  - {id: w, type: wait_for_event, config: {event: go, timeout: 1h}, branches: {timeout: late}}
                  - {id: late, type: data_transform, config: {value: late}}
                """)
            .started(Map.of())
            .after(Duration.ofHours(1))
            .woken(1);
    assertThat(run.output()).isEqualTo("late");
  }

  @Test
  void aRunThatTakesTooLongEndsWithAllThatItHasOpen() {
    RunScenario run =
        given(
                "{\"id\":\"slow\",\"settings\":{\"timeout\":\"1h\"},\"nodes\":[{\"id\":\"a\",\"type\":\"effect\"}]}")
            .started(Map.of())
            .after(Duration.ofHours(1))
            .woken(0);
    assertThat(run.end()).isInstanceOf(RunEvent.RunTimedOut.class);
    assertThat(run.last().cancel()).containsExactly(1);
  }

  @Test
  void cancellingEndsWhatIsOpenAndCancellingTwiceIsQuiet() {
    RunScenario run = given(ONE_EFFECT).started(Map.of()).cancelled("enough");
    assertThat(run.last().events()).containsExactly(new RunEvent.RunCancelled("enough"));
    assertThat(run.last().cancel()).containsExactly(1);
    assertThat(run.cancelled("again").last()).isEqualTo(Decided.NOTHING);
    assertThat(run.succeeds(1, "late").last()).isEqualTo(Decided.NOTHING);
  }

  @Test
  void aRunThatHasCompletedIsNotCancelled() {
    RunScenario run = given(ONE_EFFECT).started(Map.of()).succeeds(1, "done");
    assertThatThrownBy(() -> run.cancelled("late"))
        .isInstanceOf(Rejection.class)
        .hasMessage("Expected to cancel run " + RunScenario.RUN + ", but it is completed");
  }
}
