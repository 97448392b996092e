package io.fluxo.command.step;

import io.fluxo.command.step.StepFacts.Phase;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepCommand.ResolveStep;
import io.fluxo.messages.step.StepCommand.StartStep;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepEvent.Attempted;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.step.StepPolicy;
import io.fluxo.messages.value.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to a step, as a pure function of its facts, what is asked, and the time. */
final class StepDecisions {

  private StepDecisions() {}

  /** Begins an attempt; nothing where that attempt is not the one to make. */
  static List<StepEvent> start(StartStep command, StepFacts facts) {
    if (facts.phase() != Phase.DUE || facts.attempt() != command.attempt()) {
      return List.of();
    }
    return List.of(new StepEvent.StepStarted(command.attempt(), command.worker()));
  }

  /** Records how an attempt ended; nothing where that attempt is not the current one. */
  static List<StepEvent> complete(CompleteStep command, StepFacts facts, Instant now) {
    // Whoever tells the end of an awaited effect knows no attempt, and may even come before its
    // begin.
    boolean theirs =
        facts.phase().isOpen() && (command.attempt() == 0 || facts.attempt() == command.attempt());
    if (!theirs) {
      return List.of();
    }
    StepEvent end = outcome(command, facts, now);
    return facts.phase() == Phase.DUE && !tellsTheAttempt(end)
        ? List.of(new StepEvent.StepStarted(facts.attempt(), command.worker()), end)
        : List.of(end);
  }

  /** Settles an unknown outcome. */
  static List<StepEvent> resolve(ResolveStep command, StepFacts facts, Instant now) {
    if (facts.phase() != Phase.UNKNOWN) {
      throw Rejection.invalidState(
          "resolve", "step " + command.stepId(), facts.phase().name().toLowerCase(Locale.ROOT));
    }
    StepEvent end =
        switch (command.outcome()) {
          case StepOutcome.Succeeded done ->
              new StepEvent.StepSucceeded(facts.attempt(), done.output(), done.branch());
          case StepOutcome.Failed failed ->
              new StepEvent.StepFailed(facts.attempt(), failed.failure(), null);
          default ->
              throw new Rejection(
                  Rejection.Code.INVALID_INPUT, "Expected the outcome succeeded or failed");
        };
    return List.of(new StepEvent.StepResolved(command.reason()), end);
  }

  /** Lets go of a step that the run no longer wants. */
  static List<StepEvent> cancel(StepFacts facts) {
    return facts.phase().isOpen() || facts.phase() == Phase.UNKNOWN
        ? List.of(new StepEvent.StepCancelled())
        : List.of();
  }

  /**
   * What a new owner makes of a step whose owner is gone: an attempt of {@code once} that was begun
   * has an unknown outcome; everything else may be attempted (again).
   */
  static boolean lostOutcome(StepFacts facts) {
    return facts.phase() == Phase.STARTED && facts.asked().effect() == Effect.ONCE;
  }

  private static boolean tellsTheAttempt(StepEvent end) {
    return end instanceof StepEvent.StepSucceeded || end instanceof StepEvent.StepFailed;
  }

  private static StepEvent outcome(CompleteStep command, StepFacts facts, Instant now) {
    int attempt = facts.attempt();
    Attempted made =
        facts.phase() == Phase.DUE ? new Attempted(command.worker(), command.millis()) : null;
    return switch (command.outcome()) {
      case StepOutcome.Succeeded done ->
          new StepEvent.StepSucceeded(attempt, done.output(), done.branch(), made);
      case StepOutcome.Failed failed ->
          new StepEvent.StepFailed(attempt, failed.failure(), retryAt(failed, facts, now), made);
      case StepOutcome.Unknown unknown ->
          new StepEvent.StepOutcomeUnknown(attempt, unknown.failure());
      case StepOutcome.Pending pending -> new StepEvent.StepAwaiting(attempt);
    };
  }

  private static @Nullable Instant retryAt(
      StepOutcome.Failed failed, StepFacts facts, Instant now) {
    StepPolicy policy = policy(facts);
    Failure failure = failed.failure();
    boolean again =
        policy.errorClasses() == null
            ? failure.retryable()
            : policy.errorClasses().contains(failure.errorClass());
    if (!again || facts.attempt() >= policy.maxAttempts()) {
      return null;
    }
    Duration wait = Backoff.after(policy, facts.asked().stepId(), facts.attempt());
    Duration asked = failed.retryAfter();
    return now.plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
  }

  static StepPolicy policy(StepFacts facts) {
    StepPolicy own = facts.asked().policy();
    return own == null ? StepPolicy.DEFAULT : own;
  }
}
