package io.fluxo.command.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepCommand.ResolveStep;
import io.fluxo.messages.step.StepCommand.StartStep;
import io.fluxo.messages.step.StepEvent.StepCancelled;
import io.fluxo.messages.step.StepEvent.StepFailed;
import io.fluxo.messages.step.StepEvent.StepOutcomeUnknown;
import io.fluxo.messages.step.StepEvent.StepResolved;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.step.StepEvent.StepStarted;
import io.fluxo.messages.step.StepEvent.StepSucceeded;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.step.StepPolicy;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of a step, from command to event, and when its run goes on. */
class StepTest {

  private static final StepId STEP = StepId.of(new RunId("01jd0000000000000000000000"), 3);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Map<String, ?> WORKER = Context.of("worker:w", "c1").toMetaData();
  private static final StepScheduled ONCE =
      new StepScheduled(
          STEP, "pay", "http_request", Effect.ONCE, Payload.EMPTY, StepPolicy.DEFAULT);
  private static final StepOutcome DONE = new StepOutcome.Succeeded(Payload.of("paid"), "ok");
  private static final Failure DOWN = Failure.passing(Failure.UNAVAILABLE, "It is down");
  private static final Failure NO = Failure.permanent(Failure.REFUSED, "It said no");

  private final List<StepOutcome> goneOn = new ArrayList<>();
  private FixtureConfiguration<Step> fixture;

  @BeforeEach
  void handleWithTheRealHandler() {
    fixture = new AggregateTestFixture<>(Step.class);
    fixture.registerAnnotatedCommandHandler(
        new StepHandler(new Steps(fixture.getRepository()), new GoneOn(goneOn), () -> NOW));
  }

  @Test
  void anAttemptBeginsOnce() {
    fixture
        .given(ONCE)
        .when(new StartStep(STEP, 1, "w"), WORKER)
        .expectResultMessagePayload(true)
        .expectEvents(new StepStarted(1, "w"));
    fixture
        .given(ONCE, new StepStarted(1, "w"))
        .when(new StartStep(STEP, 1, "v"), WORKER)
        .expectResultMessagePayload(false)
        .expectNoEvents();
  }

  @Test
  void theRunGoesOnBehindASuccess() {
    fixture
        .given(ONCE, new StepStarted(1, "w"))
        .when(new CompleteStep(STEP, 1, "w", DONE), WORKER)
        .expectResultMessagePayload(true)
        .expectEvents(new StepSucceeded(1, Payload.of("paid"), "ok"));
    assertThat(goneOn).containsExactly(DONE);
  }

  @Test
  void anOutcomeThatComesAgainDoesNotCount() {
    fixture
        .given(ONCE, new StepStarted(1, "w"), new StepSucceeded(1, Payload.of("paid"), "ok"))
        .when(new CompleteStep(STEP, 1, "w", DONE), WORKER)
        .expectResultMessagePayload(false)
        .expectNoEvents();
    assertThat(goneOn).isEmpty();
  }

  @Test
  void theRunWaitsWhileAFailureIsTriedAgain() {
    fixture
        .given(ONCE, new StepStarted(1, "w"))
        .when(
            new CompleteStep(STEP, 1, "w", new StepOutcome.Failed(DOWN, Duration.ofSeconds(7))),
            WORKER)
        .expectEvents(new StepFailed(1, DOWN, NOW.plusSeconds(7)));
    assertThat(goneOn).isEmpty();
  }

  @Test
  void theRunGoesOnBehindAFailureForGood() {
    StepOutcome failed = new StepOutcome.Failed(NO, null);
    fixture
        .given(ONCE, new StepStarted(1, "w"))
        .when(new CompleteStep(STEP, 1, "w", failed), WORKER)
        .expectEvents(new StepFailed(1, NO, null));
    assertThat(goneOn).containsExactly(failed);
  }

  @Test
  void anUnknownOutcomeIsSettledByWhoeverFoundOut() {
    fixture
        .given(ONCE, new StepStarted(1, "w"), new StepOutcomeUnknown(1, DOWN))
        .when(new ResolveStep(STEP, DONE, "Seen in the books"), WORKER)
        .expectEvents(
            new StepResolved("Seen in the books"), new StepSucceeded(1, Payload.of("paid"), "ok"));
    assertThat(goneOn).containsExactly(DONE);
  }

  @Test
  void whatIsKnownIsNotSettledAgain() {
    fixture
        .given(ONCE, new StepCancelled())
        .when(new ResolveStep(STEP, DONE, "Seen in the books"), WORKER)
        .expectNoEvents()
        .expectException(Rejection.class);
  }

  @Test
  void unknownStepsAreNotFound() {
    fixture
        .givenNoPriorActivity()
        .when(new ResolveStep(STEP, DONE, "Seen in the books"), WORKER)
        .expectException(Rejection.class)
        .expectExceptionMessage("There is no step " + STEP);
  }

  /** Notes with what the run went on. */
  private record GoneOn(List<StepOutcome> outcomes) implements RunProgress {

    @Override
    public void require(RunId run, Context context) {
      assertThat(run).isEqualTo(STEP.runId());
    }

    @Override
    public void resume(StepId step, StepOutcome outcome, int attempts, Context context) {
      assertThat(step).isEqualTo(STEP);
      outcomes.add(outcome);
    }
  }
}
