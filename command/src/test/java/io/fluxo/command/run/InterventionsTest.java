package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunEvent.RunIntervened;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator does to a run. */
class InterventionsTest {

  private static final String TWO =
      """
      id: w
      settings: {timeout: 1h}
      nodes:
        - {id: one, type: effect, config: {n: "${vars.n}"}, next: two}
        - {id: two, type: effect, next: end}
        - {id: end, type: data_transform, config: {value: "${nodes.two.output}"}}
      """;

  private static final String EACH =
      """
      id: w
      nodes:
        - {id: all, type: for_each, config: {items: [1, 2, 3], concurrency: 2}, branches: {body: act}, next: end}
        - {id: act, type: effect}
        - {id: end, type: effect}
      """;

  @Test
  void aPausedRunRecordsWhatEndsAndBeginsNothingNew() {
    RunScenario run = RunScenario.given(TWO).started(Map.of()).paused().succeeds(1, "a");
    assertThat(run.last().schedule()).isEmpty();
    assertThat(run.state().control().hold().tokens()).containsExactly(new Control.Token("two", 0));
    run.continued();
    assertThat(run.last().schedule()).hasSize(1);
    assertThat(run.succeeds(2, "b").output()).isEqualTo("b");
  }

  @Test
  void pausingHoldsStepsThatWaitForAnAttempt() {
    RunScenario run = RunScenario.given(TWO).started(Map.of()).paused();
    assertThat(run.last().orders()).containsExactly(new StepOrder.Hold(1));
    assertThat(run.continued().last().orders()).containsExactly(new StepOrder.Release(1));
  }

  @Test
  void thePauseIsAddedToTheDeadline() {
    RunScenario run = RunScenario.given(TWO).started(Map.of());
    Instant deadline = run.state().control().deadline();
    run.paused().after(Duration.ofHours(2)).woken(0);
    assertThat(run.state().phase()).isEqualTo(RunState.Phase.RUNNING);
    run.continued();
    assertThat(run.state().control().deadline()).isEqualTo(deadline.plus(Duration.ofHours(2)));
    assertThat(run.woken(0).last().events()).isEmpty();
  }

  @Test
  void whatWasDueWhilePausedIsDueWhenContinued() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: wait, type: delay, config: {duration: 1m}, next: end}
                  - {id: end, type: data_transform, config: {value: 1}}
                """)
            .started(Map.of())
            .paused()
            .after(Duration.ofMinutes(2))
            .woken(1);
    assertThat(run.last().events()).isEmpty();
    assertThat(run.continued().output()).isEqualTo(1);
  }

  @Test
  void pausingAndContinuingTwiceChangesNothing() {
    RunScenario run = RunScenario.given(TWO).started(Map.of()).paused();
    assertThat(run.paused().last().events()).isEmpty();
    run.continued();
    assertThat(run.continued().last().events()).isEmpty();
  }

  @Test
  void aFailedRunGoesOnWhereItFailedWithTheSameStep() {
    RunScenario run = RunScenario.given(TWO).started(Map.of()).succeeds(1, "a").fails(2, "refused");
    assertThat(run.state().phase()).isEqualTo(RunState.Phase.FAILED);
    run.retried(null);
    assertThat(run.state().phase()).isEqualTo(RunState.Phase.RUNNING);
    assertThat(run.last().orders()).hasSize(1);
    assertThat(run.last().schedule()).isEmpty();
    assertThat(run.succeeds(2, "b").output()).isEqualTo("b");
  }

  @Test
  void aStepThatIsRetriedGetsWhatItsNodeAsksForNow() {
    RunScenario run =
        RunScenario.given(TWO)
            .started(Map.of())
            .fails(1, "refused")
            .edited(Map.of("n", Payload.of(5)), List.of())
            .retried(1);
    StepOrder.Retry retry = (StepOrder.Retry) run.last().orders().getFirst();
    assertThat(retry.again().fresh()).isTrue();
    assertThat(retry.again().input()).isEqualTo(Payload.of(Map.of("n", 5)));
  }

  @Test
  void oneItemOfManyIsRetriedAndTheOthersAreNotDoneAgain() {
    RunScenario run =
        RunScenario.given(EACH).started(Map.of()).succeeds(2, "one").fails(3, "refused");
    assertThat(run.state().phase()).isEqualTo(RunState.Phase.FAILED);
    run.retried(3);
    RunIntervened event = (RunIntervened) run.last().events().getFirst();
    assertThat(event.again()).containsExactly(3, 4);
    assertThat(run.last().orders()).extracting(StepOrder::ordinal).containsExactlyInAnyOrder(3, 4);
    assertThat(run.openSteps()).containsExactly(3, 4);
    assertThat(run.state().open()).containsKeys(1, 3, 4);
    run.succeeds(3, "two").succeeds(4, "three");
    assertThat(run.state().scope(0).outputs().get("all")).isEqualTo(List.of("one", "two", "three"));
  }

  @Test
  void aWaitThatWasLetGoOfIsParkedAgain() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: both, type: parallel, branches: {a: act, b: wait}}
                  - {id: act, type: effect}
                  - {id: wait, type: wait_for_event, config: {event: go}}
                """)
            .started(Map.of())
            .fails(2, "refused")
            .retried(2);
    assertThat(run.state().open().get(4)).isInstanceOf(Activation.Parked.class);
    assertThat(run.delivered(4, "x").succeeds(2, "y").output())
        .isEqualTo(Map.of("a", "y", "b", "x"));
  }

  @Test
  void aNodeThatFailedWithoutAStepIsVisitedAgain() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: act, type: effect, next: all}
                  - {id: all, type: for_each, config: {items: "${vars.items}"}, branches: {body: one}}
                  - {id: one, type: data_transform, config: {value: "${item}"}}
                """)
            .started(Map.of())
            .succeeds(1, "");
    assertThat(run.end()).isInstanceOf(RunEvent.RunFailed.class);
    run.edited(Map.of("items", Payload.of(List.of(3))), List.of()).retried(null);
    assertThat(run.output()).isEqualTo(List.of(3));
  }

  @Test
  void aStepUnderWayIsNotRetried() {
    RunScenario run =
        RunScenario.given(TWO)
            .started(Map.of())
            .happened(1, new StepEvent.StepStarted(1, "worker"));
    assertThatThrownBy(() -> run.retried(1))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("under way");
  }

  @Test
  void anUnknownOutcomeMayBeRetriedByWhoKnows() {
    RunScenario run =
        RunScenario.given(TWO)
            .started(Map.of())
            .happened(1, new StepEvent.StepStarted(1, "worker"))
            .happened(1, new StepEvent.StepOutcomeUnknown(1, Failure.permanent("timeout", "lost")));
    assertThat(run.retried(1).last().orders()).hasSize(1);
  }

  @Test
  void aCancelledRunIsNotRevived() {
    RunScenario run = RunScenario.given(TWO).started(Map.of()).cancelled("no");
    assertThatThrownBy(() -> run.retried(1)).hasMessageContaining("cancelled");
    assertThatThrownBy(() -> run.rewound(1, null)).hasMessageContaining("cancelled");
    assertThatThrownBy(() -> run.forced(null, "end")).hasMessageContaining("cancelled");
    assertThat(run.succeeds(1, "late").last().events()).isEmpty();
  }

  @Test
  void aSkippedStepGivesWhatItIsTold() {
    RunScenario run =
        RunScenario.given(TWO).started(Map.of()).succeeds(1, "").skipped(2, "made up");
    assertThat(run.last().cancel()).containsExactly(2);
    assertThat(run.output()).isEqualTo("made up");
  }

  @Test
  void aRunIsForcedOnToAnotherNode() {
    RunScenario run = RunScenario.given(TWO).started(Map.of()).forced(null, "two");
    assertThat(run.last().cancel()).containsExactly(1);
    assertThat(run.state().open().get(2)).isEqualTo(new Activation.Step("two", 0));
  }

  @Test
  void nobodyIsForcedOverTheBorderOfABlock() {
    RunScenario run = RunScenario.given(EACH).started(Map.of());
    assertThatThrownBy(() -> run.forced(2, "end")).hasMessageContaining("branch 'body' of 'all'");
    assertThat(run.forced(null, "end").state().open()).hasSize(1);
  }

  @Test
  void aRunIsRewoundToAStepWithTheVariablesOfThatTime() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: one, type: effect, next: count}
                  - {id: count, type: set, config: {variables: {n: 1}}, next: two}
                  - {id: two, type: effect}
                """)
            .started(Map.of())
            .succeeds(1, "first")
            .rewound(1, null);
    assertThat(run.last().cancel()).containsExactly(2);
    assertThat(run.state().vars()).isEmpty();
    assertThat(run.state().scope(0).outputs()).isEmpty();
    assertThat(run.state().open().get(3)).isEqualTo(new Activation.Step("one", 0));
    run.succeeds(3, "second").succeeds(4, "x");
    assertThat(run.state().scope(0).outputs().get("one")).isEqualTo("second");
  }

  @Test
  void anItemIsRewoundInItsOwnScope() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: all, type: for_each, config: {items: [1, 2], concurrency: 2}, branches: {body: act}}
                  - {id: act, type: effect, next: then}
                  - {id: then, type: effect}
                """)
            .started(Map.of())
            .succeeds(2, "a")
            .rewound(2, null);
    assertThat(run.state().open()).containsKeys(1, 3, 5).doesNotContainKey(4);
    assertThat(run.state().open().get(5).scope()).isEqualTo(1);
  }

  @Test
  void variablesAreChangedWithWhatTheyWere() {
    RunScenario run =
        RunScenario.given(TWO)
            .started(Map.of())
            .edited(Map.of("n", Payload.of(1), "m", Payload.of(2)), List.of())
            .edited(Map.of("n", Payload.of(3)), List.of("m"));
    Intervention.Edited edited =
        (Intervention.Edited) ((RunIntervened) run.last().events().getFirst()).intervention();
    assertThat(edited.before()).isEqualTo(Map.of("n", Payload.of(1), "m", Payload.of(2)));
    assertThat(run.state().vars()).isEqualTo(Map.of("n", 3));
  }

  @Test
  void whatIsDiscardedIsNotRetried() {
    RunScenario run = RunScenario.given(TWO).started(Map.of()).fails(1, "refused").discarded();
    assertThat(run.discarded().last().events()).isEmpty();
    assertThatThrownBy(() -> run.retried(null)).hasMessageContaining("discarded");
    assertThat(run.rewound(1, null).state().phase()).isEqualTo(RunState.Phase.RUNNING);
  }

  private static final String ONE_AT_A_TIME =
      """
      id: w
      settings: {concurrency: 1}
      nodes:
        - {id: one, type: effect}
      """;

  @Test
  void aRunWithoutAPlaceWaitsAtItsBeginning() {
    RunScenario run = RunScenario.given(ONE_AT_A_TIME).places(false).started(Map.of());
    assertThat(run.last().schedule()).isEmpty();
    assertThat(run.places(true).admitted().last().schedule()).hasSize(1);
    assertThat(run.admitted().last().events()).isEmpty();
  }

  @Test
  void aRunThatIsTakenUpAgainWaitsForAPlaceLikeAnyOther() {
    RunScenario run =
        RunScenario.given(ONE_AT_A_TIME)
            .started(Map.of())
            .fails(1, "refused")
            .places(false)
            .retried(null);
    assertThat(run.last().orders()).hasSize(2).last().isEqualTo(new StepOrder.Hold(1));
    assertThat(run.admitted().last().orders()).containsExactly(new StepOrder.Release(1));
  }

  @Test
  void aPlaceDoesNotContinueAPausedRun() {
    RunScenario run =
        RunScenario.given(ONE_AT_A_TIME).places(false).started(Map.of()).paused().admitted();
    assertThat(run.last().schedule()).isEmpty();
    assertThat(run.continued().last().schedule()).hasSize(1);
  }
}
