package io.fluxo.command.run;

import io.fluxo.command.step.Again;

/** What a run has one of its steps do besides beginning and ending. */
sealed interface StepOrder {

  int ordinal();

  /** Be attempted again. */
  record Retry(int ordinal, Again again) implements StepOrder {}

  /** Begin no further attempt. */
  record Hold(int ordinal) implements StepOrder {}

  /** Go on with attempts. */
  record Release(int ordinal) implements StepOrder {}
}
