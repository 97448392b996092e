package io.fluxo.query.processor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Reads all events from the first on into the new tables, behind the stream that serves: what that
 * one has not seen yet is not read, so that nothing is told to anybody from here, and the new
 * tables are, at a moment at which both stand still, what the old ones are.
 */
final class ShadowStream implements AutoCloseable {

  private static final int BATCH = 500;

  /** Tells where in the store an event stands. */
  interface Places {
    long of(DomainEventMessage<?> event);
  }

  private final BlockingStream<TrackedEventMessage<?>> events;
  private final ViewsStream views;
  private final TransactionManager into;
  private final Places places;
  private GapAwareTrackingToken place = GapAwareTrackingToken.newInstance(-1, List.of());
  private long done;

  /**
   * A stream at its beginning.
   *
   * @param events all events
   * @param into begins transactions on the new tables
   */
  ShadowStream(
      BlockingStream<TrackedEventMessage<?>> events,
      ViewsStream views,
      TransactionManager into,
      Places places) {
    this.places = places;
    this.events = events;
    this.views = views;
    this.into = into;
  }

  /** The last event that was read. */
  long position() {
    return Math.max(0, place.getIndex());
  }

  /** How many events were read. */
  long done() {
    return done;
  }

  /** Reads some events that the other stream has seen; false where there are none now. */
  boolean follow(GapAwareTrackingToken live) throws Exception {
    List<TrackedEventMessage<?>> batch = new ArrayList<>(BATCH);
    GapAwareTrackingToken last = place;
    while (batch.size() < BATCH && isNext(live, last.getIndex())) {
      TrackedEventMessage<?> event = events.nextAvailable();
      batch.add(event);
      last = (GapAwareTrackingToken) event.trackingToken();
    }
    if (batch.isEmpty()) {
      return false;
    }
    views.project(batch, into);
    place = last;
    done += batch.size();
    return true;
  }

  private boolean isNext(GapAwareTrackingToken live, long last) throws InterruptedException {
    if (!events.hasNextAvailable(0, TimeUnit.MILLISECONDS)) {
      return false;
    }
    TrackedEventMessage<?> event = events.peek().orElse(null);
    if (event == null) {
      return false;
    }
    long position = ((GapAwareTrackingToken) event.trackingToken()).getIndex();
    if (position <= last) { // it was stored late, and stands before what was read already
      position = places.of((DomainEventMessage<?>) event);
    }
    return position <= live.getIndex() && !live.getGaps().contains(position);
  }

  /**
   * Whether all is read that the other stream has seen. What is missing here and not there was
   * given up there after a while; if something stands there by now, it is still to be read.
   */
  boolean isAsFarAs(GapAwareTrackingToken live, Connection connection) throws SQLException {
    if (place.getIndex() < live.getIndex()) {
      return false;
    }
    NavigableSet<Long> missing = new TreeSet<>(place.getGaps());
    missing.removeAll(live.getGaps());
    return !LivePlace.holdsAny(connection, List.copyOf(missing));
  }

  @Override
  public void close() {
    events.close();
  }
}
