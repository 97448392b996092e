package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunEvent.RunCompensated;
import io.fluxo.messages.run.RunEvent.RunCompensating;
import io.fluxo.messages.run.RunEvent.RunUndoFailed;
import io.fluxo.messages.run.RunEvent.RunUndone;
import io.fluxo.messages.run.Undo;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Payload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was done is undone, the last first. */
class CompensationTest {

  private static final String TRIP =
      """
      id: w
      nodes:
        - {id: flight, type: effect, config: {n: 1}, compensate: noFlight, next: hotel}
        - {id: hotel, type: effect, compensate: noHotel, next: pay}
        - {id: pay, type: effect}
        - {id: noFlight, type: effect, config: {id: "${nodes.flight.output.id}"}}
        - {id: noHotel, type: effect, config: {id: "${nodes.hotel.output.id}"}}
      """;

  private static RunScenario failedTrip() {
    return RunScenario.given(TRIP)
        .started(Map.of())
        .succeeds(1, Map.of("id", "f"))
        .succeeds(2, Map.of("id", "h"))
        .fails(3, "refused");
  }

  @Test
  void aFailureUndoesWhatWasDoneInReverseOrder() {
    RunScenario run = failedTrip();
    RunCompensating begun = (RunCompensating) run.end();
    assertThat(begun.plan()).extracting(Undo::with).containsExactly("noHotel", "noFlight");
    assertThat(begun.plan().getFirst().input()).isEqualTo(Payload.of(Map.of("id", "h")));
    run.compensating();
    assertThat(run.last().schedule().getFirst().node()).isEqualTo("noHotel");
    assertThat(run.succeeds(4, "").end()).isEqualTo(new RunUndone(2, null));
    run.compensating();
    assertThat(run.succeeds(5, "").end()).isEqualTo(new RunUndone(1, null));
    run.compensating();
    assertThat(run.end()).isInstanceOf(RunCompensated.class);
    assertThat(((RunCompensated) run.end()).cause().kind()).isEqualTo(EndCause.Kind.FAILED);
  }

  @Test
  void askingTwiceUndoesOnce() {
    RunScenario run = failedTrip().compensating();
    assertThat(run.compensating().last().events()).isEmpty();
  }

  @Test
  void whatCannotBeUndoneWaitsForAPersonAndCanBeRetried() {
    RunScenario run = failedTrip().compensating().fails(4, "refused");
    assertThat(run.end()).isInstanceOf(RunUndoFailed.class);
    assertThat(run.compensating().last().events()).isEmpty();
    run.retried(4);
    assertThat(run.last().orders()).hasSize(1);
    assertThat(run.succeeds(4, "").end()).isEqualTo(new RunUndone(2, null));
  }

  @Test
  void aPersonMayHaveUndoneItByHand() {
    RunScenario run = failedTrip().compensating().fails(4, "refused").skipped(4, "");
    assertThat(run.end()).isEqualTo(new RunUndone(2, "why"));
    assertThat(run.compensating().last().schedule().getFirst().node()).isEqualTo("noFlight");
  }

  @Test
  void cancellingUndoesOnlyWhereThatIsAskedFor() {
    RunScenario run = RunScenario.given(TRIP).started(Map.of()).succeeds(1, Map.of("id", "f"));
    assertThat(run.cancelled("enough").end()).isInstanceOf(RunEvent.RunCancelled.class);
    run =
        RunScenario.given(TRIP)
            .started(Map.of())
            .succeeds(1, Map.of("id", "f"))
            .succeeds(2, Map.of("id", "h"))
            .cancelledAndUndone("enough");
    assertThat(run.last().cancel()).containsExactly(3);
    assertThat(((RunCompensating) run.end()).cause()).isEqualTo(EndCause.cancelled("enough"));
  }

  @Test
  void whatIsUnderWayIsWaitedForAndUndone() {
    RunScenario run =
        RunScenario.given(TRIP)
            .started(Map.of())
            .succeeds(1, Map.of("id", "f"))
            .happened(2, new StepEvent.StepStarted(1, "worker"))
            .cancelledAndUndone("enough");
    assertThat(run.end()).isInstanceOf(RunEvent.RunEnding.class);
    assertThat(run.last().cancel()).isEmpty();
    RunCompensating begun = (RunCompensating) run.succeeds(2, Map.of("id", "h")).end();
    assertThat(begun.plan()).extracting(Undo::of).containsExactly(2, 1);
  }

  @Test
  void aRunThatDidNothingSimplyFails() {
    RunScenario run = RunScenario.given(TRIP).started(Map.of()).fails(1, "refused");
    assertThat(run.end()).isInstanceOf(RunEvent.RunFailed.class);
  }

  @Test
  void eachItemIsUndoneWithItsOwnValues() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: all, type: for_each, config: {items: [7, 8]}, branches: {body: act}, next: end}
                  - {id: act, type: effect, compensate: undo}
                  - {id: undo, type: effect, config: {item: "${item}", id: "${nodes.act.output}"}}
                  - {id: end, type: effect}
                """)
            .started(Map.of())
            .succeeds(2, "a")
            .succeeds(3, "b")
            .fails(4, "refused");
    assertThat(((RunCompensating) run.end()).plan())
        .extracting(Undo::input)
        .containsExactly(
            Payload.of(Map.of("item", 8, "id", "b")), Payload.of(Map.of("item", 7, "id", "a")));
    assertThat(run.state().phase()).isEqualTo(RunState.Phase.COMPENSATING);
    assertThat(List.copyOf(run.state().open().keySet())).isEmpty();
  }
}
