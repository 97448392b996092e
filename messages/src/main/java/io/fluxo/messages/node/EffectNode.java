package io.fluxo.messages.node;

import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.work.StepTask;

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

  /** How many attempts of this type may run at once on one node. */
  default int concurrency() {
    return 64;
  }
}
