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
 */
record Decided(List<RunEvent> events, List<StepScheduled> schedule, List<Integer> cancel) {

  static final Decided NOTHING = new Decided(List.of(), List.of(), List.of());

  /** Whether the run has ended with this. */
  boolean hasEnded() {
    if (events.isEmpty()) {
      return false;
    }
    RunEvent last = events.getLast();
    return !(last instanceof RunEvent.RunStarted || last instanceof RunEvent.RunAdvanced);
  }
}
