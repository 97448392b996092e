package io.fluxo.messages.work;

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

  /**
   * Takes a step out of the line. One whose attempt has begun goes on.
   *
   * @return whether it was in the line
   */
  boolean withdraw(String stepId);

  /** The run no longer wants the step: an attempt under way may stop. */
  void abandon(String stepId);
}
