package io.fluxo.command.step;

import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** The stream of a step. What may happen is decided by {@link StepDecisions}. */
@AggregateRoot(type = "step")
@SuppressWarnings({
  "NullAway.Init",
  "UnusedVariable"
}) // the first event sets the identifier, Axon reads it
class Step {

  @AggregateIdentifier private StepId stepId;
  private StepFacts facts = StepFacts.INITIAL;

  Step() {}

  /** Begins the stream. */
  Step(StepScheduled first) {
    AggregateLifecycle.apply(first);
  }

  StepFacts facts() {
    return facts;
  }

  void record(List<StepEvent> events) {
    for (StepEvent event : events) {
      AggregateLifecycle.apply(event);
    }
  }

  @EventSourcingHandler
  void on(StepEvent event) {
    if (event instanceof StepScheduled first) {
      stepId = first.stepId();
    }
    facts = facts.after(event);
  }
}
