package io.fluxo.messages.step;

import io.fluxo.messages.run.StepId;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a step, in the order of its life. */
public sealed interface StepEvent {

  /**
   * The run asked for the effect.
   *
   * @param type the node type
   * @param input the node's configuration with all expressions resolved
   * @param policy how often and how long, null for the defaults
   * @param secrets where secrets belong in the input, null where it needs none
   * @param priority 0 to 9, the higher the sooner among the steps of a tenant; null for 5
   */
  record StepScheduled(
      StepId stepId,
      String node,
      String type,
      Effect effect,
      Payload input,
      @Nullable StepPolicy policy,
      @Nullable SecretUse secrets,
      @Nullable Integer priority)
      implements StepEvent {

    /** A step of usual priority. */
    public StepScheduled(
        StepId stepId,
        String node,
        String type,
        Effect effect,
        Payload input,
        @Nullable StepPolicy policy,
        @Nullable SecretUse secrets) {
      this(stepId, node, type, effect, input, policy, secrets, null);
    }

    /** A step that needs no secrets. */
    public StepScheduled(
        StepId stepId,
        String node,
        String type,
        Effect effect,
        Payload input,
        @Nullable StepPolicy policy) {
      this(stepId, node, type, effect, input, policy, null, null);
    }
  }

  /** An attempt of an effect that must not be repeated began. It is recorded before the effect. */
  record StepStarted(int attempt, String worker) implements StepEvent {}

  /**
   * An attempt of an effect that may be repeated. It is recorded together with its end: recorded
   * before, it would forbid nothing and cost a transaction.
   *
   * @param worker who made it
   * @param millis how long it took
   */
  record Attempted(String worker, long millis) {}

  /** The effect was begun; its end will be told by somebody else. */
  record StepAwaiting(int attempt) implements StepEvent {}

  /**
   * The effect happened.
   *
   * @param attempted the attempt, null where its beginning was recorded
   */
  record StepSucceeded(
      int attempt, Payload output, @Nullable String branch, @Nullable Attempted attempted)
      implements StepEvent {

    /** After a beginning that was recorded. */
    public StepSucceeded(int attempt, Payload output, @Nullable String branch) {
      this(attempt, output, branch, null);
    }
  }

  /**
   * An attempt failed.
   *
   * @param retryAt when the next attempt is due, null when there is none
   * @param attempted the attempt, null where its beginning was recorded
   */
  record StepFailed(
      int attempt, Failure failure, @Nullable Instant retryAt, @Nullable Attempted attempted)
      implements StepEvent {

    /** After a beginning that was recorded. */
    public StepFailed(int attempt, Failure failure, @Nullable Instant retryAt) {
      this(attempt, failure, retryAt, null);
    }
  }

  /** Whether the effect happened cannot be told; it is not repeated until somebody settles it. */
  record StepOutcomeUnknown(int attempt, Failure failure) implements StepEvent {}

  /** Somebody settled an unknown outcome; the succeeded or failed event follows. */
  record StepResolved(@Personal String reason) implements StepEvent {}

  /** The run no longer wants the effect. */
  record StepCancelled() implements StepEvent {}

  /**
   * Somebody gave the step another chance.
   *
   * @param attempt the number of the attempt that is due now
   * @param was how the step stood
   * @param key the idempotency key from now on, null where it stays: a provider that saw the same
   *     request before must know it again
   * @param input another input, null where it stays
   * @param secrets where secrets belong in another input
   */
  record StepRetried(
      int attempt,
      String was,
      @Nullable String key,
      @Nullable Payload input,
      @Nullable SecretUse secrets)
      implements StepEvent {}

  /** The run is paused: no further attempt begins. */
  record StepHeld() implements StepEvent {}

  /** The run goes on: the next attempt is due. */
  record StepReleased() implements StepEvent {}
}
