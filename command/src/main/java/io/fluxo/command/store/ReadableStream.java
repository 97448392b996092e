package io.fluxo.command.store;

import io.fluxo.messages.rejection.Rejection;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.UnknownSerializedType;

/**
 * A stream that is refused as damaged at the first event that cannot be read. Deciding on a state
 * from which an event is missing would be worse than not to decide.
 */
record ReadableStream(String subject, DomainEventStream stream) implements DomainEventStream {

  @Override
  public DomainEventMessage<?> peek() {
    return stream.peek();
  }

  @Override
  public boolean hasNext() {
    return stream.hasNext();
  }

  @Override
  public DomainEventMessage<?> next() {
    DomainEventMessage<?> event = stream.next();
    try {
      if (event.getPayload() instanceof UnknownSerializedType) {
        throw Damage.of(subject, event.getSequenceNumber());
      }
    } catch (RuntimeException e) {
      Rejection damage = Damage.in(e);
      throw damage == null ? e : Damage.of(subject, event.getSequenceNumber());
    }
    return event;
  }

  @Override
  public Long getLastSequenceNumber() {
    return stream.getLastSequenceNumber();
  }
}
