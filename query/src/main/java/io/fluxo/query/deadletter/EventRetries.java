package io.fluxo.query.deadletter;

import io.fluxo.messages.deadletter.DeadEvent;
import io.fluxo.messages.deadletter.DeadEvents;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries events again, stream by stream, each event in a transaction with the end of its row. */
final class EventRetries implements DeadEvents {

  private static final Logger LOG = LoggerFactory.getLogger(EventRetries.class);

  private final DeadEventTable table;
  private final Supplier<EventStore> events;
  private final Projector projector;

  EventRetries(DeadEventTable table, Supplier<EventStore> events, Projector projector) {
    this.table = table;
    this.events = events;
    this.projector = projector;
  }

  @Override
  public List<DeadEvent> list(long after, int limit) {
    return table.list(after, limit);
  }

  @Override
  public long count() {
    return table.count();
  }

  @Override
  public Retried retry(long position) {
    String stream = table.streamOf(position);
    if (stream == null) {
      throw Rejection.notFound("dead event of that position");
    }
    return retry(stream);
  }

  @Override
  public Retried retryAll() {
    Retried all = new Retried(0, 0);
    for (String stream : table.streams()) {
      all = all.plus(retry(stream));
    }
    return all;
  }

  @Override
  public Retried discard(long position, String actor, String reason) {
    String stream = table.streamOf(position);
    if (stream == null || !table.discard(position, actor, reason)) {
      throw Rejection.notFound("dead event of that position");
    }
    LOG.warn("Event {} of {} is passed over by {}", position, stream, actor);
    return retry(stream);
  }

  private Retried retry(String stream) {
    int projected = 0;
    while (true) {
      List<DeadEvent> left = table.ofStream(stream, 1);
      if (left.isEmpty()) {
        return new Retried(projected, 0);
      }
      DeadEvent next = left.getFirst();
      try {
        if (projector.project(
            read(next),
            // Somebody else may have tried it meanwhile; it waits for whoever does that now.
            () -> Objects.equals(table.locked(List.of(stream)).get(stream), next.position()),
            () -> table.remove(next.position()))) {
          projected++;
        }
      } catch (Exception | StackOverflowError failed) {
        if (Blame.isPassing(failed)) {
          throw new Rejection(
              Rejection.Code.UNAVAILABLE, "The read models cannot be written now: try again soon");
        }
        table.failedAgain(next.position(), Blame.of(failed));
        return new Retried(projected, table.countOf(stream));
      }
    }
  }

  private DomainEventMessage<?> read(DeadEvent dead) {
    DomainEventStream stream = events.get().readEvents(dead.subject(), dead.sequence());
    if (!stream.hasNext()) {
      throw Rejection.notFound("event of that position any more");
    }
    return stream.next();
  }
}
