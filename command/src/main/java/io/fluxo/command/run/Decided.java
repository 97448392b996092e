package io.fluxo.command.run;

import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import java.util.List;

/**
 * What a decision came to.
 *
 * @param events the run's own new events, in order; empty where nothing changes
 * @param schedule the first events of the steps that the run asks for
 * @param cancel the ordinals of the steps that it no longer wants
 * @param orders what else its steps are to do
 * @param tasks what its human tasks are to do
 */
record Decided(
    List<RunEvent> events,
    List<StepScheduled> schedule,
    List<Integer> cancel,
    List<StepOrder> orders,
    List<TaskOrder> tasks) {

  static final Decided NOTHING = new Decided(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Whether the run has ended with this. */
  boolean hasEnded() {
    return !events.isEmpty() && events.getLast().ends();
  }
}
