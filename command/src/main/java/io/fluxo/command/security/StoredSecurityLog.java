package io.fluxo.command.security;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.security.SecurityLog;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Each security event is a stream of its own: nothing has to be read before it is written. */
@Component
final class StoredSecurityLog implements SecurityLog {

  private static final String TYPE = "Security";

  private final EventStore events;
  private final TransactionManager transactions;

  StoredSecurityLog(EventStore events, TransactionManager transactions) {
    this.events = events;
    this.transactions = transactions;
  }

  @Override
  public void record(Context context, SecurityEvent event) {
    String id = IdentifierFactory.getInstance().generateIdentifier();
    DomainEventMessage<SecurityEvent> message =
        new GenericDomainEventMessage<>(TYPE, id, 0, event, MetaData.from(context.toMetaData()));
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(message);
    unit.attachTransaction(transactions);
    unit.execute(() -> events.publish(message));
  }
}
