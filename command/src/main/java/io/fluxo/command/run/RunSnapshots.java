package io.fluxo.command.run;

import io.fluxo.command.store.AfterCommit;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stores where long runs stand, beside the work and never in its way: one that is not in memory is
 * then read from there and not from its first event. A snapshot that is not taken, because many are
 * due or the node goes down, is missed by nobody.
 */
final class RunSnapshots implements AfterCommit, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunSnapshots.class);
  private static final int EVERY = 256;
  private static final int MOST_WAITING = 256;
  private static final int IDLE_SECONDS = 10;

  private final Supplier<EventStore> events;
  private final JdbcTemplate jdbc;
  private final TransactionManager transactions;
  private final ThreadPoolExecutor background =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("snapshots").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Takes snapshots.
   *
   * @param events a store that may not be open yet
   */
  RunSnapshots(Supplier<EventStore> events, JdbcTemplate jdbc, TransactionManager transactions) {
    this.events = events;
    this.jdbc = jdbc;
    this.transactions = transactions;
    background.allowCoreThreadTimeOut(true);
  }

  /**
   * Whether a snapshot is due: after every 256 events, later after every quarter of what was there,
   * so that the events after it stay few while all snapshots of a run together stay cheap.
   */
  static boolean isDue(long events) {
    return events % Math.max(EVERY, Long.highestOneBit(events) / 4) == 0;
  }

  @Override
  public Runnable stored(List<? extends EventMessage<?>> stored) {
    List<Runnable> due = new ArrayList<>(0);
    for (EventMessage<?> event : stored) {
      if (event instanceof DomainEventMessage<?> domain
          && domain.getPayload() instanceof RunEvent payload
          && domain.getSequenceNumber() >= EVERY - 1) {
        if (payload.ends()) {
          due.add(() -> forget(domain.getAggregateIdentifier()));
        } else if (isDue(domain.getSequenceNumber() + 1)) {
          due.add(() -> take(domain));
        }
      }
    }
    return () -> due.forEach(background::execute);
  }

  /** Nobody goes on from where a run that has ended stood, and it holds what users sent. */
  private void forget(String id) {
    try {
      jdbc.update("DELETE FROM snapshot WHERE aggregate_id = ?", id);
    } catch (RuntimeException e) {
      LOG.warn("The snapshot of {}, which has ended, was not removed: {}", id, e.toString());
    }
  }

  private void take(DomainEventMessage<?> due) {
    String id = due.getAggregateIdentifier();
    try {
      Map<String, Object> owner = Context.from(due.getMetaData()).toMetaData();
      transactions.executeInTransaction(() -> take(id, due.getType(), owner));
    } catch (RuntimeException e) {
      LOG.warn("The snapshot of {} was not stored: {}", id, e.toString());
    }
  }

  private void take(String id, String aggregate, Map<String, Object> owner) {
    EventStore store = events.get();
    DomainEventStream stream = store.readEvents(id);
    RunState state = RunState.INITIAL;
    while (stream.hasNext()) {
      Object payload = stream.next().getPayload();
      state =
          payload instanceof RunSnapshot snapshot
              ? snapshot.state()
              : state.after((RunEvent) payload);
    }
    Long last = stream.getLastSequenceNumber();
    if (last != null && state.phase() == RunState.Phase.RUNNING) {
      store.storeSnapshot(
          new GenericDomainEventMessage<>(aggregate, id, last, RunSnapshot.of(state), owner));
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
