package io.fluxo.command.history;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.EventRecorder;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Each event is a stream of its own, in the event store. */
@Component
final class StoredEvents implements EventRecorder {

  private final EventStore events;
  private final TransactionManager transactions;

  StoredEvents(EventStore events, TransactionManager transactions) {
    this.events = events;
    this.transactions = transactions;
  }

  @Override
  public String record(Context context, String kind, Object event) {
    String id = IdentifierFactory.getInstance().generateIdentifier();
    DomainEventMessage<Object> message =
        new GenericDomainEventMessage<>(kind, id, 0, event, MetaData.from(context.toMetaData()));
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(message);
    unit.attachTransaction(transactions);
    unit.execute(() -> events.publish(message));
    return id;
  }
}
