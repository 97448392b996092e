package io.fluxo.messages.node;

import io.fluxo.messages.step.StepOutcome;
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

  /** How many attempts of this type may run at once on one node. */
  default int concurrency() {
    return 64;
  }
}
