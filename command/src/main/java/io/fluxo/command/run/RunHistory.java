package io.fluxo.command.run;

import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** All that happened to a run, from its first event on, whatever snapshots there are. */
final class RunHistory {

  private final EventStore events;

  RunHistory(EventStore events) {
    this.events = events;
  }

  List<RunEvent> of(RunId run) {
    List<RunEvent> history = new ArrayList<>();
    DomainEventStream stream = events.readEvents(run.value(), 0);
    while (stream.hasNext()) {
      if (stream.next().getPayload() instanceof RunEvent event) {
        history.add(event);
      }
    }
    return history;
  }
}
