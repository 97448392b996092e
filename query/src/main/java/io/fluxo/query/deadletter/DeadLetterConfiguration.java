package io.fluxo.query.deadletter;

import io.fluxo.messages.deadletter.DeadEvents;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the retries. */
@Configuration
class DeadLetterConfiguration {

  /** The store and the stream come to be later in a start. */
  @Bean
  DeadEvents deadEvents(
      DeadEventTable table, ObjectProvider<EventStore> events, Projector projector) {
    return new EventRetries(table, events::getObject, projector);
  }
}
