package io.fluxo.command.step;

import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a step stands after its events.
 *
 * @param scheduled the first event, null before it
 * @param attempt the number of the current attempt, from 1
 * @param worker who began it, null before it was recorded
 */
public record StepFacts(
    Phase phase, @Nullable StepScheduled scheduled, int attempt, @Nullable String worker) {

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

  static final StepFacts INITIAL = new StepFacts(Phase.NONE, null, 1, null);

  StepScheduled asked() {
    return Objects.requireNonNull(scheduled, "the step was not scheduled");
  }

  /** The facts after one more event. */
  public StepFacts after(StepEvent event) {
    return switch (event) {
      case StepScheduled e -> new StepFacts(Phase.DUE, e, 1, null);
      case StepEvent.StepStarted e ->
          new StepFacts(Phase.STARTED, scheduled, e.attempt(), e.worker());
      case StepEvent.StepAwaiting e -> with(Phase.AWAITING);
      case StepEvent.StepSucceeded e -> with(Phase.SUCCEEDED);
      case StepEvent.StepFailed e ->
          e.retryAt() == null
              ? with(Phase.FAILED)
              : new StepFacts(Phase.DUE, scheduled, e.attempt() + 1, null);
      case StepEvent.StepOutcomeUnknown e -> with(Phase.UNKNOWN);
      case StepEvent.StepResolved e -> this;
      case StepEvent.StepCancelled e -> with(Phase.CANCELLED);
    };
  }

  private StepFacts with(Phase next) {
    return new StepFacts(next, scheduled, attempt, worker);
  }
}
