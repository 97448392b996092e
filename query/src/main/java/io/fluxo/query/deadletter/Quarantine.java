package io.fluxo.query.deadletter;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.deadletter.DeadEvent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps events apart that could not be projected, and after them the later ones of their streams,
 * so that no stream is projected out of order.
 */
@Component
public final class Quarantine {

  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final String DEAD = Quarantine.class.getName();

  /** More are no poison but a broken projection, which waits until it was mended. */
  private static final long MOST = 100_000;

  private static final String FOLLOWS = "An earlier event of the same stream could not be taken in";

  private final DeadEventTable table;

  Quarantine(DeadEventTable table) {
    this.table = table;
  }

  /**
   * Stands before the handlers of the stream, and keeps an event from them if an earlier one of its
   * own stream is kept apart.
   */
  public Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    Map<String, Long> dead =
        unit.root().getOrComputeResource(DEAD, key -> table.locked(streams(unit)));
    EventMessage<?> event = unit.getMessage();
    Long first = dead.isEmpty() ? null : dead.get(Streams.of(event));
    // Earlier events come again where a node died before it noted how far it was.
    if (first == null || position(event) < first) {
      if (event.getTimestamp().equals(Instant.EPOCH)) {
        throw new SerializationException("Expected the time of an event, but it cannot be read");
      }
      return chain.proceed();
    }
    table.add(letter(event, null, FOLLOWS));
    return false;
  }

  /** Lets the unit of work project whatever its stream. */
  public static void open(UnitOfWork<?> unit) {
    unit.resources().put(DEAD, Map.of());
  }

  /**
   * Keeps an event apart, in the transaction that is open.
   *
   * @throws RuntimeException where so many are that it is no fault of theirs
   */
  public void bury(EventMessage<?> event, Throwable failed) {
    if (table.count() >= MOST) {
      throw new TooManyDeadEvents(MOST);
    }
    Blame blame = Blame.of(failed);
    DeadEvent letter = letter(event, blame.error(), blame.message());
    table.add(letter);
    LOG.error(
        "Event {} of {} cannot be projected and is kept apart: {} ({})",
        letter.position(),
        letter.stream(),
        blame.message(),
        blame.error());
  }

  /** Forgets what is kept apart, for a replay. */
  public void reset() {
    table.clear();
  }

  private static Set<String> streams(UnitOfWork<? extends EventMessage<?>> unit) {
    List<? extends EventMessage<?>> events =
        unit instanceof BatchingUnitOfWork<?> batch
            ? batch.getMessages().stream().map(each -> (EventMessage<?>) each).toList()
            : List.of(unit.getMessage());
    Set<String> streams = new LinkedHashSet<>();
    events.forEach(event -> streams.add(Streams.of(event)));
    return streams;
  }

  private static DeadEvent letter(EventMessage<?> event, @Nullable String error, String message) {
    DomainEventMessage<?> domain = event instanceof DomainEventMessage<?> known ? known : null;
    Context context = context(event);
    return new DeadEvent(
        position(event),
        context == null ? "" : context.tenant(),
        context == null ? "" : context.workspace(),
        Streams.of(event),
        domain == null ? event.getIdentifier() : domain.getAggregateIdentifier(),
        domain == null ? 0 : domain.getSequenceNumber(),
        TypeNames.of(event),
        error,
        message,
        Instant.EPOCH,
        error == null ? 0 : 1);
  }

  private static @Nullable Context context(EventMessage<?> event) {
    try {
      return Context.from(event.getMetaData());
    } catch (RuntimeException e) {
      return null; // whose it is cannot be read; the operator sees it all the same
    }
  }

  private static long position(EventMessage<?> event) {
    return event instanceof TrackedEventMessage<?> tracked
        ? tracked.trackingToken().position().orElse(0)
        : 0;
  }
}
