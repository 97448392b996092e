package io.fluxo.command.store;

import io.fluxo.messages.history.CommittedEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event store, which tells of commits the moment they happened: to streaming processors, that
 * otherwise poll every 500 ms, and to whoever listens on this node.
 */
public final class NotifyingEventStore extends EmbeddedEventStore implements CommittedEvents {

  private static final Logger LOG = LoggerFactory.getLogger(NotifyingEventStore.class);

  private final EventValues values;
  private final List<AfterCommit> participants;
  private final List<Consumer<List<Committed>>> listeners = new CopyOnWriteArrayList<>();
  private final Set<Runnable> wakeUps = ConcurrentHashMap.newKeySet();

  /**
   * Opens the store.
   *
   * @param values keeps the large values of events
   * @param participants who writes in the same transaction
   */
  public NotifyingEventStore(
      EventStorageEngine engine, EventValues values, List<AfterCommit> participants) {
    // The availability callback needs streams that read for themselves.
    super(builder().storageEngine(engine).optimizeEventConsumption(false));
    this.values = values;
    this.participants = List.copyOf(participants);
  }

  @Override
  protected void prepareCommit(List<? extends EventMessage<?>> published) {
    List<? extends EventMessage<?>> events = Origins.kept(published);
    Runnable kept = values.keep(events);
    super.prepareCommit(events);
    List<EventMessage<?>> stored = List.copyOf(events);
    List<Runnable> then = new ArrayList<>(participants.size() + 1);
    then.add(kept);
    participants.forEach(each -> then.add(each.stored(stored)));
    if (CurrentUnitOfWork.isStarted()) {
      UnitOfWork<?> root = CurrentUnitOfWork.get().root();
      root.afterCommit(unit -> committed(stored, then));
      if (!stored.isEmpty() && stored.getFirst() instanceof DomainEventMessage<?> first) {
        new Doubts.Witness(
                first.getAggregateIdentifier(),
                first.getSequenceNumber(),
                first.getIdentifier(),
                () -> committed(stored, then))
            .leaveIn(root);
      }
    } else {
      committed(stored, then);
    }
  }

  /**
   * The events of an aggregate, from its last snapshot on where there is one that can be read.
   * Snapshots are disposable: nothing is lost with one but time. At an event that cannot be read
   * the stream is refused as damaged.
   */
  @Override
  public DomainEventStream readEvents(String id) {
    DomainEventStream stream = super.readEvents(id);
    return new ReadableStream(id, isReadable(id, stream) ? stream : readEvents(id, 0));
  }

  private static boolean isReadable(String id, DomainEventStream stream) {
    if (!stream.hasNext() || stream.peek().getSequenceNumber() == 0) {
      return true;
    }
    try {
      return stream.peek().getPayload() != null;
    } catch (RuntimeException e) {
      LOG.warn(
          "The snapshot of {} cannot be read ({}); its events are",
          id,
          e.getClass().getSimpleName());
      return false;
    }
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    Runnable kept = values.keep(List.of(snapshot));
    super.storeSnapshot(snapshot);
    kept.run();
  }

  private void committed(List<EventMessage<?>> events, List<Runnable> then) {
    then.forEach(Runnable::run);
    if (!listeners.isEmpty()) {
      List<Committed> told = events.stream().map(NotifyingEventStore::told).toList();
      listeners.forEach(listener -> listener.accept(told));
    }
    wakeUps.forEach(Runnable::run);
  }

  private static Committed told(EventMessage<?> event) {
    String subject =
        event instanceof DomainEventMessage<?> domain
            ? domain.getAggregateIdentifier()
            : event.getIdentifier();
    Map<String, ?> metaData = event.getMetaData();
    return new Committed(subject, event.getPayload(), metaData, event.getTimestamp());
  }

  @Override
  public Registration listen(Consumer<List<Committed>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Wakes all streams, as a heartbeat for what other nodes committed. */
  public void wakeStreams() {
    wakeUps.forEach(Runnable::run);
  }

  @Override
  public TrackingEventStream openStream(@Nullable TrackingToken token) {
    return new WakingStream(super.openStream(token));
  }

  private final class WakingStream implements TrackingEventStream {

    private final TrackingEventStream stream;
    private @Nullable Runnable wakeUp;

    WakingStream(TrackingEventStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return stream.peek();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      try {
        return stream.hasNextAvailable(timeout, unit);
      } catch (LinkageError | StackOverflowError e) {
        // An error would end the coordinator of a processor for ever; an exception is tried again.
        throw new IllegalStateException("The stream of events cannot be read", e);
      }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      return stream.nextAvailable();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      forget();
      wakeUp = callback;
      wakeUps.add(callback);
      return true;
    }

    @Override
    public void close() {
      forget();
      stream.close();
    }

    private void forget() {
      if (wakeUp != null) {
        wakeUps.remove(wakeUp);
      }
    }
  }
}
