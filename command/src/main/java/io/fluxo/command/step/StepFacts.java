package io.fluxo.command.step;

import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepEvent.StepRetried;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a step stands after its events.
 *
 * @param scheduled the first event, null before it
 * @param attempt the number of the current attempt, from 1
 * @param worker who began it, null before it was recorded
 * @param retryAt when the attempt is due that follows a failed one, null for any other
 * @param held whether no attempt may begin because the run is paused
 * @param series how it was last given another chance, null where it never was
 * @param changed how it was last given another request, null where it never was
 */
public record StepFacts(
    Phase phase,
    @Nullable StepScheduled scheduled,
    int attempt,
    @Nullable String worker,
    @Nullable Instant retryAt,
    boolean held,
    @Nullable StepRetried series,
    @Nullable StepRetried changed) {

  /** The life of a step. */
  public enum Phase {
    NONE,
    /** The current attempt may be made. */
    DUE,
    /** The current attempt was begun, and that is recorded. */
    STARTED,
    /** The effect was begun; its end will be told by somebody else. */
    AWAITING,
    SUCCEEDED,
    FAILED,
    UNKNOWN,
    CANCELLED;

    boolean isOpen() {
      return this == DUE || this == STARTED || this == AWAITING;
    }
  }

  public static final StepFacts INITIAL =
      new StepFacts(Phase.NONE, null, 1, null, null, false, null, null);

  StepScheduled asked() {
    return Objects.requireNonNull(scheduled, "the step was not scheduled");
  }

  /** What the node is to do, as it was last said. */
  public Payload input() {
    Payload other = changed == null ? null : otherInput(changed);
    return other == null ? asked().input() : other;
  }

  /** Where secrets belong in the input. */
  public @Nullable SecretUse secrets() {
    return changed == null || otherInput(changed) == null ? asked().secrets() : changed.secrets();
  }

  /** An input is an object: what is read back for one that is not there is null inside. */
  private static @Nullable Payload otherInput(StepRetried retried) {
    Payload input = retried.input();
    return input == null || input.json() == null ? null : input;
  }

  /** The idempotency key that a provider gets. */
  public String key() {
    String other = changed == null ? null : changed.key();
    return other == null ? asked().stepId().value() : other;
  }

  /** The attempt of the present series, from 1: each chance brings all attempts anew. */
  int tries() {
    return series == null ? attempt : attempt - series.attempt() + 1;
  }

  /** Whether an attempt may be made, now or later. */
  public boolean isDue() {
    return phase == Phase.DUE;
  }

  /** Whether the next attempt waits for its time. */
  public boolean isDueAfter(Instant now) {
    return phase == Phase.DUE && retryAt != null && retryAt.isAfter(now);
  }

  /** Whether it may be given another chance: nothing is under way, and it did not succeed. */
  public boolean canRetry() {
    return phase == Phase.DUE
        || phase == Phase.FAILED
        || phase == Phase.UNKNOWN
        || phase == Phase.CANCELLED;
  }

  /** Whether it may be having its effect, or may have had it, as far as can be told. */
  public boolean mayHappen(Instant now) {
    return switch (phase) {
      case STARTED, AWAITING, UNKNOWN -> true;
      case DUE -> !held && !isDueAfter(now);
      default -> false;
    };
  }

  /** Whether it was let go of after an attempt began that must not be made twice. */
  boolean lostWhenCancelled() {
    return phase == Phase.CANCELLED && worker != null && asked().effect() == Effect.ONCE;
  }

  /** The facts after one more event. */
  public StepFacts after(StepEvent event) {
    return switch (event) {
      case StepScheduled e -> new StepFacts(Phase.DUE, e, 1, null, null, false, null, null);
      case StepEvent.StepStarted e ->
          new StepFacts(
              Phase.STARTED, scheduled, e.attempt(), e.worker(), null, held, series, changed);
      case StepEvent.StepAwaiting e -> with(Phase.AWAITING);
      case StepEvent.StepSucceeded e -> with(Phase.SUCCEEDED);
      case StepEvent.StepFailed e ->
          e.retryAt() == null ? with(Phase.FAILED) : due(e.attempt() + 1, e.retryAt());
      case StepEvent.StepOutcomeUnknown e -> with(Phase.UNKNOWN);
      case StepEvent.StepResolved e -> this;
      case StepEvent.StepCancelled e -> with(Phase.CANCELLED);
      case StepRetried e ->
          new StepFacts(
              Phase.DUE,
              scheduled,
              e.attempt(),
              null,
              null,
              false,
              e,
              e.key() == null && otherInput(e) == null ? changed : e);
      case StepEvent.StepHeld e -> holding(true);
      case StepEvent.StepReleased e -> holding(false);
    };
  }

  private StepFacts with(Phase next) {
    return new StepFacts(next, scheduled, attempt, worker, retryAt, held, series, changed);
  }

  private StepFacts due(int next, Instant at) {
    return new StepFacts(Phase.DUE, scheduled, next, null, at, held, series, changed);
  }

  private StepFacts holding(boolean whether) {
    return new StepFacts(phase, scheduled, attempt, worker, retryAt, whether, series, changed);
  }
}
