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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to a step, as a pure function of its facts, what is asked, and the time. */
final class StepDecisions {

  private StepDecisions() {}

  /** Begins an attempt; nothing where that attempt is not the one to make. */
  static List<StepEvent> start(StartStep command, StepFacts facts) {
    boolean due =
        facts.phase() == Phase.DUE && !facts.held() && facts.attempt() == command.attempt();
    if (!due) {
      return List.of();
    }
    return List.of(new StepEvent.StepStarted(command.attempt(), command.worker()));
  }

  /** Records how an attempt ended; nothing where that attempt is not the current one. */
  static List<StepEvent> complete(CompleteStep command, StepFacts facts, Instant now) {
    if (toldLate(command, facts)) {
      return late(command, facts, now);
    }
    // Whoever tells the end of an awaited effect knows no attempt, and may even come before its
    // begin.
    boolean theirs =
        facts.phase().isOpen() && (command.attempt() == 0 || facts.attempt() == command.attempt());
    if (!theirs || isAnothers(command, facts)) {
      return List.of();
    }
    List<StepEvent> events = new ArrayList<>(2);
    StepEvent end = outcome(command, facts, now);
    if (facts.phase() == Phase.DUE && !tellsTheAttempt(end)) {
      events.add(new StepEvent.StepStarted(facts.attempt(), command.worker()));
    }
    events.add(end);
    if (facts.held() && end instanceof StepEvent.StepFailed failed && failed.retryAt() != null) {
      events.add(new StepEvent.StepHeld());
    }
    return events;
  }

  /**
   * Whether somebody tells the end of an attempt that another worker has begun. What it says of its
   * own, unrecorded one says nothing of that; that it is lost may be said by everybody.
   */
  private static boolean isAnothers(CompleteStep command, StepFacts facts) {
    return facts.phase() == Phase.STARTED
        && command.attempt() != 0
        && !command.worker().equals(facts.worker())
        && !(command.outcome() instanceof StepOutcome.Unknown);
  }

  /** Whether the attempt was begun by whoever asks, who did not hear of it. */
  static boolean isBegun(StartStep command, StepFacts facts) {
    return facts.phase() == Phase.STARTED
        && facts.attempt() == command.attempt()
        && command.worker().equals(facts.worker());
  }

  /** Whether the worker that was held for lost knows how its attempt ended after all. */
  private static boolean toldLate(CompleteStep command, StepFacts facts) {
    return facts.phase() == Phase.UNKNOWN
        && facts.attempt() == command.attempt()
        && command.worker().equals(facts.worker())
        && (command.outcome() instanceof StepOutcome.Succeeded
            || command.outcome() instanceof StepOutcome.Failed);
  }

  private static List<StepEvent> late(CompleteStep command, StepFacts facts, Instant now) {
    return List.of(
        new StepEvent.StepResolved("The worker that made the attempt told its end late"),
        outcome(command, facts, now));
  }

  /**
   * Gives a step another chance. One that was let go of after its effect may have begun, and that
   * must not have it twice, has an unknown outcome instead.
   */
  static List<StepEvent> retry(Again again, StepFacts facts) {
    if (!facts.canRetry()) {
      throw Rejection.invalidState(
          "retry", "step " + facts.asked().stepId(), facts.phase().name().toLowerCase(Locale.ROOT));
    }
    if (facts.lostWhenCancelled()) {
      return List.of(
          new StepEvent.StepOutcomeUnknown(
              facts.attempt(),
              Failure.permanent(
                  Failure.OUTCOME_UNKNOWN,
                  "The run failed while the attempt was under way: whether it had its effect is"
                      + " unknown")));
    }
    int attempt = facts.attempt() + 1;
    String key = again.fresh() ? facts.asked().stepId() + "~" + attempt : null;
    return List.of(
        new StepEvent.StepRetried(
            attempt,
            facts.phase().name().toLowerCase(Locale.ROOT),
            key,
            again.input(),
            again.secrets()));
  }

  /** Begins no further attempt until the step is released. */
  static List<StepEvent> hold(StepFacts facts) {
    return facts.phase() == Phase.DUE && !facts.held()
        ? List.of(new StepEvent.StepHeld())
        : List.of();
  }

  /** Goes on with a step that was held. */
  static List<StepEvent> release(StepFacts facts) {
    return facts.held() && facts.phase().isOpen()
        ? List.of(new StepEvent.StepReleased())
        : List.of();
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
    if (!again || facts.tries() >= policy.maxAttempts()) {
      return null;
    }
    Duration wait = Backoff.after(policy, facts.asked().stepId(), facts.tries());
    Duration asked = failed.retryAfter();
    return now.plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
  }

  static StepPolicy policy(StepFacts facts) {
    StepPolicy own = facts.asked().policy();
    return own == null ? StepPolicy.DEFAULT : own;
  }
}
