package io.fluxo.command.work;

import io.fluxo.messages.work.SagaHandoff;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells sagas the few events that they go by. Each is a row of open work, deleted in the
 * transaction that stores what the saga made of it: a processor of their own would read the whole
 * stream for them.
 */
final class SagaNotices {

  private static final Logger LOG = LoggerFactory.getLogger(SagaNotices.class);
  private static final String PREFIX = "g:";
  private static final int AGAIN_SECONDS = 2;

  /** Each holds a connection while it waits for a command that needs one, too. */
  private final Semaphore seats = new Semaphore(2);

  private final JdbcTemplate jdbc;
  private final InstantSource clock;
  private final Supplier<EventStore> events;
  private final Supplier<SagaHandoff> sagas;
  private final TransactionManager transactions;
  private final Supplier<DueWork> due;

  SagaNotices(
      JdbcTemplate jdbc,
      InstantSource clock,
      Supplier<EventStore> events,
      Supplier<SagaHandoff> sagas,
      TransactionManager transactions,
      Supplier<DueWork> due) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
    this.sagas = sagas;
    this.transactions = transactions;
    this.due = due;
  }

  static String id(String aggregate, long sequence) {
    return PREFIX + aggregate + ":" + sequence;
  }

  /** Tells in the background: sagas wait for the answers to their commands. */
  void tell(OpenWork notice) {
    Thread.ofVirtual().name("saga").start(() -> tryToTell(notice));
  }

  private void tryToTell(OpenWork notice) {
    seats.acquireUninterruptibly();
    try {
      DomainEventMessage<?> event = event(notice.id());
      UnitOfWork<?> unit =
          DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage(notice));
      unit.attachTransaction(transactions);
      unit.execute(
          () -> {
            if (jdbc.update("DELETE FROM open_work WHERE id = ?", notice.id()) == 1) {
              sagas
                  .get()
                  .tell(
                      new SagaHandoff.Notice(
                          event.getAggregateIdentifier(),
                          event.getPayload(),
                          event.getMetaData(),
                          event.getTimestamp()));
            }
          });
    } catch (RuntimeException e) {
      LOG.warn("Sagas could not be told of {}; again in {} s", notice.id(), AGAIN_SECONDS, e);
      due.get()
          .at(
              new OpenWork(
                  notice.id(),
                  notice.kind(),
                  clock.instant().plusSeconds(AGAIN_SECONDS),
                  notice.tenant(),
                  notice.workspace(),
                  null));
    } finally {
      seats.release();
    }
  }

  private DomainEventMessage<?> event(String id) {
    int colon = id.lastIndexOf(':');
    long sequence = Long.parseLong(id, colon + 1, id.length(), 10);
    DomainEventStream stream =
        events.get().readEvents(id.substring(PREFIX.length(), colon), sequence);
    return stream.next();
  }
}
