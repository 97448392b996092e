package io.fluxo.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.axonframework.eventhandling.DomainEventData;
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
      return placed(super.getTrackedEventData(row, previousToken));
    } catch (DateTimeParseException e) {
      passingOver.set(true);
      try {
        return placed(super.getTrackedEventData(row, previousToken));
      } finally {
        passingOver.remove();
      }
    }
  }

  private static <T> TrackedEventData<T> placed(TrackedEventData<T> row) {
    return row instanceof DomainEventData<?>
        ? new PlacedTrackedData<>(domain(row), row.trackingToken())
        : row;
  }

  @SuppressWarnings("unchecked") // it is of the same content type
  private static <T> DomainEventData<T> domain(TrackedEventData<T> row) {
    return (DomainEventData<T>) row;
  }

  @Override
  protected DomainEventData<?> getDomainEventData(ResultSet row) throws SQLException {
    return new PlacedData<>(super.getDomainEventData(row), false);
  }

  @Override
  protected DomainEventData<?> getSnapshotData(ResultSet row) throws SQLException {
    return new PlacedData<>(super.getSnapshotData(row), false);
  }

  @Override
  protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
    return passingOver.get() ? Instant.EPOCH.toString() : super.readTimeStamp(row, column);
  }
}
