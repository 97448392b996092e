package io.fluxo.command.run;

import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.run.RunId;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** The stream of a run. What may happen is decided by {@link RunDecisions}. */
@AggregateRoot(type = "run")
@SuppressWarnings({
  "NullAway.Init",
  "UnusedVariable"
}) // the first event sets the identifier, Axon reads it
class Run {

  @AggregateIdentifier private RunId runId;
  private RunState state = RunState.INITIAL;

  Run() {}

  /** Begins the stream. */
  Run(List<RunEvent> events) {
    record(events);
  }

  RunState state() {
    return state;
  }

  void record(List<RunEvent> events) {
    for (RunEvent event : events) {
      AggregateLifecycle.apply(event);
    }
  }

  /** Takes the place of the events up to it. */
  @EventSourcingHandler
  void on(RunSnapshot snapshot) {
    runId = snapshot.started().runId();
    state = snapshot.state();
  }

  @EventSourcingHandler
  void on(RunEvent event) {
    if (event instanceof RunStarted first) {
      runId = first.runId();
    }
    state = state.after(event);
  }
}
