package io.fluxo.command.store;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;

/** A row of the stream of all events whose payload knows where it stands. */
final class PlacedTrackedData<T> extends PlacedData<T> implements TrackedEventData<T> {

  private final TrackingToken token;

  /** Read models show what is left of what was erased. */
  PlacedTrackedData(DomainEventData<T> row, TrackingToken token) {
    super(row, true);
    this.token = token;
  }

  @Override
  public TrackingToken trackingToken() {
    return token;
  }
}
