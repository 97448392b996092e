package io.fluxo.messages.work;

import java.util.Set;

/**
 * Takes steps over from the write side, on the node that holds their lease. It is called after the
 * transaction that scheduled them has committed, and again by the sweeper for what a dead node
 * left.
 */
public interface StepHandoff {

  /**
   * Makes the attempt soon, on a thread of its own; returns at once and does not throw.
   *
   * @return false where this node does not take it on: not yet, not any more, or because too many
   *     attempts of its tenant wait here
   */
  boolean accept(StepTask task);

  /**
   * Finds out whether an attempt had its effect that a lost worker had begun, and tells its end.
   *
   * @return false where the node has no way to find out, or this node takes nothing on
   */
  default boolean lookUp(StepTask task) {
    return false;
  }

  /** The run no longer wants the step: an attempt under way may stop. */
  void abandon(String stepId);

  /**
   * Takes a step back that was not begun. One that is under way goes on undisturbed.
   *
   * @return whether it was taken out; it will not be made then, unless it is handed over again
   */
  default boolean withdraw(String stepId) {
    return false;
  }

  /** The ids of the steps that were accepted here and whose end was not told yet. */
  Set<String> underWay();
}
