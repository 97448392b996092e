package io.fluxo.command.step;

import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Steps as they are, for tests of runs. */
public final class StoredSteps {

  private StoredSteps() {}

  public static Steps in(EventStore events) {
    return new Steps(EventSourcingRepository.builder(Step.class).eventStore(events).build());
  }
}
