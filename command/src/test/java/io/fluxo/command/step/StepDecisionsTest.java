package io.fluxo.command.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepCommand.ResolveStep;
import io.fluxo.messages.step.StepCommand.StartStep;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepDecisionsTest {

  private static final StepId STEP = StepId.of(new RunId("01jd0000000000000000000000"), 3);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final StepOutcome DONE = new StepOutcome.Succeeded(Payload.EMPTY, null);
  private static final Failure PASSING = Failure.passing(Failure.UNAVAILABLE, "down");
  private static final Failure PERMANENT = Failure.permanent(Failure.REFUSED, "no");

  private final StepFacts due = after(StepFacts.INITIAL, scheduled(Effect.ONCE));

  @Test
  void theFirstAttemptMayBegin() {
    assertThat(StepDecisions.start(new StartStep(STEP, 1, "w"), due))
        .containsExactly(new StepEvent.StepStarted(1, "w"));
  }

  @Test
  void anAttemptBeginsOnce() {
    StepFacts started = after(due, new StepEvent.StepStarted(1, "w"));
    assertThat(StepDecisions.start(new StartStep(STEP, 1, "other"), started)).isEmpty();
  }

  @Test
  void anAttemptThatIsNotTheCurrentOneDoesNotBegin() {
    assertThat(StepDecisions.start(new StartStep(STEP, 2, "w"), due)).isEmpty();
  }

  @Test
  void anAttemptIsRecordedWithItsEnd() {
    StepEvent.Attempted attempted = new StepEvent.Attempted("w", 12);
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 1, "w", 12, DONE), due, NOW))
        .containsExactly(new StepEvent.StepSucceeded(1, Payload.EMPTY, null, attempted));
    StepOutcome failed = new StepOutcome.Failed(PERMANENT, null);
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 1, "w", 12, failed), due, NOW))
        .containsExactly(new StepEvent.StepFailed(1, PERMANENT, null, attempted));
    StepFacts started = after(due, new StepEvent.StepStarted(1, "w"));
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 1, "w", 12, DONE), started, NOW))
        .containsExactly(new StepEvent.StepSucceeded(1, Payload.EMPTY, null));
  }

  @Test
  void whatIsNotOverYetIsRecordedAfterItsBeginning() {
    StepOutcome pending = new StepOutcome.Pending();
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 1, "w", pending), due, NOW))
        .containsExactly(new StepEvent.StepStarted(1, "w"), new StepEvent.StepAwaiting(1));
  }

  @Test
  void aSecondOutcomeDoesNotCount() {
    StepFacts done = after(due, new StepEvent.StepSucceeded(1, Payload.EMPTY, null));
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 1, "w", DONE), done, NOW)).isEmpty();
  }

  @Test
  void aLateOutcomeOfAnEarlierAttemptDoesNotCount() {
    StepFacts second = after(due, new StepEvent.StepFailed(1, PASSING, NOW));
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 1, "w", DONE), second, NOW)).isEmpty();
  }

  @Test
  void aPassingFailureIsTriedAgainLaterAndLater() {
    StepFacts facts = due;
    assertThat(retryAt(facts)).isBetween(NOW.plusMillis(500), NOW.plusSeconds(1));
    facts = after(facts, new StepEvent.StepFailed(1, PASSING, NOW));
    assertThat(retryAt(facts)).isBetween(NOW.plusSeconds(1), NOW.plusSeconds(2));
    facts = after(facts, new StepEvent.StepFailed(2, PASSING, NOW));
    assertThat(retryAt(facts)).isNull();
  }

  @Test
  void aPermanentFailureIsNotTriedAgain() {
    List<StepEvent> events =
        StepDecisions.complete(
            new CompleteStep(STEP, 1, "w", new StepOutcome.Failed(PERMANENT, null)), due, NOW);
    assertThat(events.getLast())
        .isEqualTo(new StepEvent.StepFailed(1, PERMANENT, null, new StepEvent.Attempted("w", 0)));
  }

  @Test
  void theOtherSidesWishToWaitIsObeyed() {
    List<StepEvent> events =
        StepDecisions.complete(
            new CompleteStep(STEP, 1, "w", new StepOutcome.Failed(PASSING, Duration.ofSeconds(90))),
            due,
            NOW);
    assertThat(events.getLast())
        .isEqualTo(
            new StepEvent.StepFailed(
                1, PASSING, NOW.plusSeconds(90), new StepEvent.Attempted("w", 0)));
  }

  @Test
  void anUnknownOutcomeIsNeitherRepeatedNorGuessed() {
    StepFacts unknown =
        after(due, new StepEvent.StepStarted(1, "w"), new StepEvent.StepOutcomeUnknown(1, PASSING));
    assertThat(StepDecisions.start(new StartStep(STEP, 1, "w"), unknown)).isEmpty();
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 1, "other", DONE), unknown, NOW))
        .isEmpty();
    assertThat(StepDecisions.resolve(new ResolveStep(STEP, DONE, "seen"), unknown, NOW))
        .containsExactly(
            new StepEvent.StepResolved("seen"),
            new StepEvent.StepSucceeded(1, Payload.EMPTY, null));
  }

  @Test
  void onlyAnUnknownOutcomeIsSettled() {
    assertThatThrownBy(() -> StepDecisions.resolve(new ResolveStep(STEP, DONE, "x"), due, NOW))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("Expected to resolve step");
  }

  @Test
  void aLostOutcomeIsSuspectedOnlyOfABegunOnceStep() {
    assertThat(StepDecisions.lostOutcome(due)).isFalse();
    assertThat(StepDecisions.lostOutcome(after(due, new StepEvent.StepStarted(1, "w")))).isTrue();
    StepFacts repeatable =
        after(StepFacts.INITIAL, scheduled(Effect.IDEMPOTENT), new StepEvent.StepStarted(1, "w"));
    assertThat(StepDecisions.lostOutcome(repeatable)).isFalse();
  }

  @Test
  void theEndOfAnAwaitedEffectMayComeBeforeItsBeginWasTold() {
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 0, "w", DONE), due, NOW)).hasSize(1);
  }

  @Test
  void cancellingADoneStepIsQuiet() {
    StepFacts done = after(due, new StepEvent.StepSucceeded(1, Payload.EMPTY, null));
    assertThat(StepDecisions.cancel(done)).isEmpty();
    assertThat(StepDecisions.cancel(due)).containsExactly(new StepEvent.StepCancelled());
  }

  private static Instant retryAt(StepFacts facts) {
    List<StepEvent> events =
        StepDecisions.complete(
            new CompleteStep(STEP, facts.attempt(), "w", new StepOutcome.Failed(PASSING, null)),
            facts,
            NOW);
    return ((StepEvent.StepFailed) events.getLast()).retryAt();
  }

  private static StepEvent scheduled(Effect effect) {
    return new StepEvent.StepScheduled(STEP, "pay", "pay", effect, Payload.EMPTY, null);
  }

  private static StepFacts after(StepFacts facts, StepEvent... events) {
    StepFacts result = facts;
    for (StepEvent event : events) {
      result = result.after(event);
    }
    return result;
  }
}
