package io.fluxo.command.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepCommand.StartStep;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepEvent.StepRetried;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps that get another chance, that a paused run holds, and whose worker comes back late. */
class AnotherChanceTest {

  private static final StepId STEP = StepId.of(new RunId("01jd0000000000000000000000"), 3);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Failure PASSING = Failure.passing(Failure.UNAVAILABLE, "down");
  private static final StepOutcome DOWN = new StepOutcome.Failed(PASSING, null);
  private static final StepOutcome DONE = new StepOutcome.Succeeded(Payload.EMPTY, null);

  @Test
  void aFailedStepGoesOnUnderTheKeyThatTheProviderKnows() {
    StepFacts failed = exhausted();
    StepRetried again = (StepRetried) StepDecisions.retry(Again.SAME, failed).getFirst();
    assertThat(again.attempt()).isEqualTo(4);
    assertThat(again.was()).isEqualTo("failed");
    assertThat(failed.after(again).key()).isEqualTo(STEP.value());
  }

  @Test
  void anotherRequestGoesUnderAnotherKey() {
    Payload other = Payload.of(Map.of("amount", 2));
    StepFacts again =
        after(
            exhausted(), StepDecisions.retry(new Again(true, other, null), exhausted()).getFirst());
    assertThat(again.key()).isEqualTo(STEP + "~4");
    assertThat(again.input()).isEqualTo(other);
  }

  @Test
  void eachChanceBringsAllAttemptsAnew() {
    StepFacts facts = after(exhausted(), new StepRetried(4, "failed", null, null, null));
    for (int attempt = 4; attempt < 6; attempt++) {
      StepEvent.StepFailed failed = down(facts);
      assertThat(failed.retryAt()).as("after attempt %d", attempt).isNotNull();
      facts = facts.after(failed);
    }
    assertThat(down(facts).retryAt()).isNull();
  }

  @Test
  void whatSucceededIsNotDoneAgain() {
    StepFacts done =
        after(scheduled(Effect.ONCE), new StepEvent.StepSucceeded(1, Payload.EMPTY, null));
    assertThatThrownBy(() -> StepDecisions.retry(Again.SAME, done))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("succeeded");
  }

  @Test
  void whatWasLetGoOfWhileItHadItsEffectIsUnknownAndNotRepeated() {
    StepFacts lost =
        after(
            scheduled(Effect.ONCE),
            new StepEvent.StepStarted(1, "w"),
            new StepEvent.StepCancelled());
    assertThat(StepDecisions.retry(Again.SAME, lost).getFirst())
        .isInstanceOf(StepEvent.StepOutcomeUnknown.class);
    StepFacts harmless =
        after(
            scheduled(Effect.IDEMPOTENT),
            new StepEvent.StepStarted(1, "w"),
            new StepEvent.StepCancelled());
    assertThat(StepDecisions.retry(Again.SAME, harmless).getFirst())
        .isInstanceOf(StepRetried.class);
  }

  @Test
  void aHeldStepDoesNotBeginButItsEndIsHeard() {
    StepFacts held = after(scheduled(Effect.ONCE), new StepEvent.StepHeld());
    assertThat(StepDecisions.start(new StartStep(STEP, 1, "w"), held)).isEmpty();
    StepFacts repeatable = after(scheduled(Effect.IDEMPOTENT), new StepEvent.StepHeld());
    assertThat(complete(DONE, "w", repeatable)).hasSize(1);
    assertThat(complete(DOWN, "w", repeatable))
        .hasSize(2)
        .last()
        .isInstanceOf(StepEvent.StepHeld.class);
  }

  @Test
  void holdingAndReleasingTwiceIsQuiet() {
    StepFacts due = scheduled(Effect.ONCE);
    assertThat(StepDecisions.release(due)).isEmpty();
    StepFacts held = after(due, StepDecisions.hold(due).getFirst());
    assertThat(StepDecisions.hold(held)).isEmpty();
    assertThat(StepDecisions.release(held)).containsExactly(new StepEvent.StepReleased());
  }

  @Test
  void theWorkerThatWasHeldForLostTellsTheTruthLate() {
    StepFacts unknown =
        after(
            scheduled(Effect.ONCE),
            new StepEvent.StepStarted(1, "w"),
            new StepEvent.StepOutcomeUnknown(1, PASSING));
    assertThat(complete(DONE, "w", unknown))
        .hasSize(2)
        .last()
        .isInstanceOf(StepEvent.StepSucceeded.class);
    assertThat(complete(DONE, "other", unknown)).isEmpty();
  }

  @Test
  void whatAnotherWorkerSaysOfItsOwnAttemptDoesNotCountForTheOneThatWasBegun() {
    StepFacts begun = after(scheduled(Effect.ONCE), new StepEvent.StepStarted(1, "b"));
    assertThat(complete(DOWN, "a", begun)).isEmpty();
    assertThat(complete(new StepOutcome.Unknown(PASSING), "a", begun)).hasSize(1);
    assertThat(StepDecisions.complete(new CompleteStep(STEP, 0, "a", DONE), begun, NOW))
        .as("what was found out")
        .hasSize(1);
  }

  @Test
  void whoBeganAnAttemptAndDidNotHearOfItMayHaveItsEffect() {
    StepFacts begun = after(scheduled(Effect.ONCE), new StepEvent.StepStarted(1, "w"));
    assertThat(StepDecisions.isBegun(new StartStep(STEP, 1, "w"), begun)).isTrue();
    assertThat(StepDecisions.isBegun(new StartStep(STEP, 1, "other"), begun)).isFalse();
    assertThat(StepDecisions.isBegun(new StartStep(STEP, 2, "w"), begun)).isFalse();
  }

  private static StepFacts exhausted() {
    StepFacts facts = scheduled(Effect.IDEMPOTENT);
    for (int attempt = 1; attempt <= 3; attempt++) {
      facts = facts.after(down(facts));
    }
    assertThat(facts.phase()).isEqualTo(StepFacts.Phase.FAILED);
    return facts;
  }

  private static StepEvent.StepFailed down(StepFacts facts) {
    return (StepEvent.StepFailed) complete(DOWN, "w", facts).getLast();
  }

  private static List<StepEvent> complete(StepOutcome outcome, String worker, StepFacts facts) {
    return StepDecisions.complete(
        new CompleteStep(STEP, facts.attempt(), worker, outcome), facts, NOW);
  }

  private static StepFacts scheduled(Effect effect) {
    return after(
        StepFacts.INITIAL,
        new StepEvent.StepScheduled(STEP, "pay", "pay", effect, Payload.EMPTY, null));
  }

  private static StepFacts after(StepFacts facts, StepEvent... events) {
    StepFacts now = facts;
    for (StepEvent event : events) {
      now = now.after(event);
    }
    return now;
  }
}
