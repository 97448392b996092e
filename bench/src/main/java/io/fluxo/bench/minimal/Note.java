package io.fluxo.bench.minimal;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A note that can be written down. */
@Aggregate
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the event sets it, Axon reads it
class Note {

  /** Writes a note. */
  record Write(@TargetAggregateIdentifier String id, String text) {}

  /** A note was written. */
  record Written(String id, String text) {}

  @AggregateIdentifier private String id;

  Note() {}

  @CommandHandler
  Note(Write command) {
    AggregateLifecycle.apply(new Written(command.id(), command.text()));
  }

  @EventSourcingHandler
  void on(Written event) {
    id = event.id();
  }
}
