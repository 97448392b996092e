package io.fluxo.messages.node;

import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.work.StepTask;
import org.jspecify.annotations.Nullable;

/** A node that touches the world. It runs on a thread of its own, after the step was recorded. */
public interface EffectNode extends NodeType {

  /**
   * Makes one attempt. It may block; it is interrupted when the time is up. What it throws counts
   * as a failure of class {@code internal}: passing for idempotent nodes, of unknown outcome for
   * {@code once}.
   */
  StepOutcome execute(StepTask task) throws Exception;

  @Override
  default boolean takesSecrets() {
    return true;
  }

  /**
   * What the attempt will talk to. Attempts that talk to the same wait together while it is down or
   * has enough to do, and hold back no others. It is asked before secrets are filled in, and its
   * answer is shown to those who may see the tenant's runs.
   *
   * @return for example {@code https://api.example.org}, in one form for the same thing and without
   *     credentials; null where the attempt talks to nobody, or that cannot be told
   */
  default @Nullable String dependency(StepTask task) {
    return null;
  }

  /**
   * Whether the node can find out if an attempt had its effect, without having it again.
   *
   * @param task as it was attempted, secrets not filled in
   */
  default boolean looksUp(StepTask task) {
    return false;
  }

  /**
   * Finds out whether an attempt had its effect whose outcome is unknown. Asked only where {@link
   * #looksUp} says so; it may be asked several times.
   *
   * @return succeeded with what the attempt would have given; failed where it certainly had no
   *     effect and never will, though the worker that began it may only stand still; unknown where
   *     that cannot be told (yet)
   */
  default StepOutcome lookUp(StepTask task) throws Exception {
    return new StepOutcome.Unknown(
        Failure.permanent(Failure.OUTCOME_UNKNOWN, "The node has no look-up"));
  }

  /** How many attempts of this type may run at once on one node. */
  default int concurrency() {
    return 64;
  }
}
