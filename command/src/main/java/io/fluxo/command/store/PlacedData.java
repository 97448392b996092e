package io.fluxo.command.store;

import io.fluxo.messages.value.StoredPlace;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedObject;

/** A row of the store whose payload knows where it stands. */
class PlacedData<T> implements DomainEventData<T> {

  private final DomainEventData<T> row;
  private final boolean lenient;

  PlacedData(DomainEventData<T> row, boolean lenient) {
    this.row = row;
    this.lenient = lenient;
  }

  @Override
  public SerializedObject<T> getPayload() {
    SerializedObject<T> payload = row.getPayload();
    return new PlacedObject<>(
        payload,
        new StoredPlace(
            row.getAggregateIdentifier(),
            row.getSequenceNumber(),
            payload.getType().getName(),
            lenient));
  }

  @Override
  public String getEventIdentifier() {
    return row.getEventIdentifier();
  }

  @Override
  public Instant getTimestamp() {
    return row.getTimestamp();
  }

  @Override
  public SerializedObject<T> getMetaData() {
    return row.getMetaData();
  }

  @Override
  public String getType() {
    return row.getType();
  }

  @Override
  public String getAggregateIdentifier() {
    return row.getAggregateIdentifier();
  }

  @Override
  public long getSequenceNumber() {
    return row.getSequenceNumber();
  }
}
