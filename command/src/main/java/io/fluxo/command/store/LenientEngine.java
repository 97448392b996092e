package io.fluxo.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/**
 * An engine that one time which is none does not stop. Everything else of an event is read when it
 * is asked for, so that only whoever needs that event fails; the time is read with the row, and
 * would fail all rows that are read with it.
 */
final class LenientEngine extends JdbcEventStorageEngine {

  private final ThreadLocal<Boolean> passingOver = ThreadLocal.withInitial(() -> false);

  LenientEngine(Builder builder) {
    super(builder);
  }

  /** An event without a time is of the beginning of the epoch, at which nothing happened. */
  @Override
  protected TrackedEventData<?> getTrackedEventData(
      ResultSet row, GapAwareTrackingToken previousToken) throws SQLException {
    try {
      return super.getTrackedEventData(row, previousToken);
    } catch (DateTimeParseException e) {
      passingOver.set(true);
      try {
        return super.getTrackedEventData(row, previousToken);
      } finally {
        passingOver.remove();
      }
    }
  }

  @Override
  protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
    return passingOver.get() ? Instant.EPOCH.toString() : super.readTimeStamp(row, column);
  }
}
