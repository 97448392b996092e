package io.fluxo.command.run;

import io.fluxo.command.store.Owner;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.run.RunId;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
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
  private Owner owner = Owner.NOBODY;

  Run() {}

  /** Begins the stream. */
  Run(List<RunEvent> events) {
    record(events);
  }

  RunState state() {
    return state;
  }

  Owner owner() {
    return owner;
  }

  void record(List<RunEvent> events) {
    for (RunEvent event : events) {
      AggregateLifecycle.apply(event);
    }
  }

  /** Takes the place of the events up to it. */
  @EventSourcingHandler
  void on(RunSnapshot snapshot, MetaData metaData) {
    runId = snapshot.started().runId();
    owner = Owner.of(metaData);
    state = snapshot.state();
  }

  /** Reads the metadata of this event alone: to read that of each would cost every replay. */
  @EventSourcingHandler
  void on(RunStarted first, MetaData metaData) {
    runId = first.runId();
    owner = Owner.of(metaData);
    state = state.after(first);
  }

  @EventSourcingHandler
  void on(RunEvent event) {
    state = state.after(event);
  }
}
