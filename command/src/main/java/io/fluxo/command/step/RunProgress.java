package io.fluxo.command.step;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepOutcome;

/** Carries the run on behind a step that has ended, in the same unit of work. */
public interface RunProgress {

  /**
   * Sees to it that the run is there for whoever asks.
   *
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where there is none, or it is another
   *     tenant's
   */
  void require(RunId run, Context context);

  /**
   * Goes on behind the step with its final outcome.
   *
   * @param attempts how many it took
   */
  void resume(StepId step, StepOutcome outcome, int attempts, Context context);
}
