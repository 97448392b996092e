package io.fluxo.connectors.step;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import org.jspecify.annotations.Nullable;

/** What an attempt that did not answer means. */
final class Outcomes {

  private Outcomes() {}

  static StepOutcome unknownType(String type) {
    return new StepOutcome.Failed(
        Failure.permanent(Failure.UNKNOWN_NODE_TYPE, "There is no node type " + type), null);
  }

  static StepOutcome lost() {
    return new StepOutcome.Unknown(
        Failure.permanent(
            Failure.OUTCOME_UNKNOWN,
            "The worker was lost after the attempt began: whether it had its effect is unknown"));
  }

  static StepOutcome unrecorded() {
    return new StepOutcome.Failed(
        Failure.passing(Failure.UNAVAILABLE, "The attempt could not be recorded"), null);
  }

  /** What it means that the attempt ended with an exception, or did not end at all (null). */
  static StepOutcome of(Attempt attempt, @Nullable Throwable error) {
    if (error instanceof NodeFailure refusal) {
      return new StepOutcome.Failed(refusal.failure(), null);
    }
    Attempt.Stop stop = attempt.stopped();
    if (stop == Attempt.Stop.TIMEOUT) {
      return uncertain(attempt, Failure.TIMEOUT, "The attempt took longer than allowed");
    }
    if (stop != null) {
      return uncertain(attempt, Failure.UNAVAILABLE, "The attempt was interrupted");
    }
    return uncertain(attempt, Failure.INTERNAL, "The node failed unexpectedly");
  }

  private static StepOutcome uncertain(Attempt attempt, String errorClass, String message) {
    if (attempt.task().effect() == Effect.ONCE && attempt.effectBegun()) {
      return new StepOutcome.Unknown(Failure.permanent(errorClass, message));
    }
    return new StepOutcome.Failed(Failure.passing(errorClass, message), null);
  }
}
