package io.fluxo.command.audit;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Stores reads, each as a stream of its own: nothing has to be read before it is written. */
@Component
class ReadStore {

  private static final String TYPE = "Read";

  private final EventStore events;
  private final TransactionManager transactions;

  ReadStore(EventStore events, TransactionManager transactions) {
    this.events = events;
    this.transactions = transactions;
  }

  /** Stores reads in one transaction. */
  void store(List<StoredReadLog.Noted> reads) {
    List<EventMessage<?>> messages = new ArrayList<>(reads.size());
    for (StoredReadLog.Noted noted : reads) {
      messages.add(
          new GenericDomainEventMessage<>(
              TYPE,
              IdentifierFactory.getInstance().generateIdentifier(),
              0,
              noted.read(),
              MetaData.from(noted.context().toMetaData())));
    }
    UnitOfWork<EventMessage<?>> unit = DefaultUnitOfWork.startAndGet(messages.getFirst());
    unit.attachTransaction(transactions);
    unit.execute(() -> events.publish(messages));
  }
}
