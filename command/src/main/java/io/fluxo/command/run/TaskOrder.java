package io.fluxo.command.run;

import io.fluxo.command.humantask.TaskAsked;

/** What a run has one of its human tasks do. */
sealed interface TaskOrder {

  int ordinal();

  /** Be laid before people. */
  record Ask(int ordinal, String node, TaskAsked asked) implements TaskOrder {}

  /** Be forgotten: it is not wanted any more. */
  record Withdraw(int ordinal) implements TaskOrder {}

  /** Let its clocks stand still. */
  record Hold(int ordinal) implements TaskOrder {}

  /** Let its clocks go on. */
  record Unhold(int ordinal) implements TaskOrder {}
}
