package io.fluxo.command.store;

import io.fluxo.messages.value.PayloadReference;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;

/** Keeps the large values of events beside them. */
public final class EventValues {

  private final LargeValues values;
  private final ValueTable table;
  private final Serializer serializer;

  EventValues(LargeValues values, ValueTable table, Serializer serializer) {
    this.values = values;
    this.table = table;
    this.serializer = serializer;
  }

  /** Writes the large values of events, in the transaction that will write the events. */
  void keep(List<? extends EventMessage<?>> events) {
    SortedMap<PayloadReference, byte[]> kept = values.takenFrom(events, serializer);
    if (!kept.isEmpty()) {
      table.keep(kept);
    }
  }
}
