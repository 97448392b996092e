package io.fluxo.command.evidence;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.EvidenceEvent;
import io.fluxo.messages.evidence.EvidenceLog;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** The stream of a run's evidence grows where a pack is made again; whoever makes one is alone. */
@Component
final class StoredEvidenceLog implements EvidenceLog {

  private static final String TYPE = "Evidence";

  private final EventStore events;
  private final TransactionManager transactions;

  StoredEvidenceLog(EventStore events, TransactionManager transactions) {
    this.events = events;
    this.transactions = transactions;
  }

  @Override
  public void record(Context context, EvidenceEvent event) {
    String stream = event.stream();
    long sequence = events.lastSequenceNumberFor(stream).map(last -> last + 1).orElse(0L);
    DomainEventMessage<EvidenceEvent> message =
        new GenericDomainEventMessage<>(
            TYPE, stream, sequence, event, MetaData.from(context.toMetaData()));
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(message);
    unit.attachTransaction(transactions);
    unit.execute(() -> events.publish(message));
  }
}
