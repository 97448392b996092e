package io.fluxo.command.store;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.value.PayloadReference;
import io.fluxo.messages.value.PayloadSink;
import io.fluxo.messages.value.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Takes large values out of events that are about to be stored. */
final class LargeValues implements PayloadSink {

  // Two transactions that keep the same values take their locks in the same order.
  private static final Comparator<PayloadReference> ORDER =
      Comparator.comparing(PayloadReference::tenant)
          .thenComparing(PayloadReference::workspace)
          .thenComparing(PayloadReference::sha256);

  private static final ThreadLocal<@Nullable Writing> WRITING = new ThreadLocal<>();

  /** The event that this thread writes. */
  private record Writing(
      String tenant, String workspace, SortedMap<PayloadReference, byte[]> kept) {}

  /**
   * Writes the payloads of events. A message remembers how a serializer wrote it, so that whoever
   * stores it with the same one stores what was written here.
   *
   * @return the values that stand in the events by reference only, in the order to write them
   */
  SortedMap<PayloadReference, byte[]> takenFrom(
      List<? extends EventMessage<?>> events, Serializer serializer) {
    SortedMap<PayloadReference, byte[]> kept = new TreeMap<>(ORDER);
    try {
      for (EventMessage<?> event : events) {
        Map<String, ?> beside = event.getMetaData();
        WRITING.set(
            new Writing(
                Objects.toString(beside.get(Context.TENANT), Context.DEFAULT_TENANT),
                Objects.toString(beside.get(Context.WORKSPACE), Context.DEFAULT_WORKSPACE),
                kept));
        event.serializePayload(serializer, byte[].class);
      }
    } finally {
      WRITING.remove();
    }
    return kept;
  }

  @Override
  public @Nullable PayloadReference keep(byte[] json) {
    Writing now = WRITING.get();
    if (now == null) {
      return null;
    }
    PayloadReference reference =
        new PayloadReference(now.tenant(), now.workspace(), Sha256.hex(json), json.length);
    now.kept().put(reference, json);
    return reference;
  }
}
