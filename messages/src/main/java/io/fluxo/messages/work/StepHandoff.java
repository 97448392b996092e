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
   * @return false where this node takes nothing on, not yet or not any more
   */
  boolean accept(StepTask task);

  /** The run no longer wants the step: an attempt under way may stop. */
  void abandon(String stepId);

  /** The ids of the steps that were accepted here and whose end was not told yet. */
  Set<String> underWay();
}
