package io.fluxo.command.store;

import io.fluxo.command.seal.DataKeys;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.seal.SubjectKeys;
import io.fluxo.messages.value.PayloadReference;
import io.fluxo.messages.value.PayloadSink;
import io.fluxo.messages.value.Sha256;
import io.fluxo.messages.value.StoredPlace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Takes large values out of events that are about to be stored, and seals all of them. */
final class LargeValues implements PayloadSink {

  // Two transactions that keep the same values take their locks in the same order.
  private static final Comparator<PayloadReference> ORDER =
      Comparator.comparing(PayloadReference::tenant)
          .thenComparing(PayloadReference::workspace)
          .thenComparing(PayloadReference::sha256);

  private static final ThreadLocal<@Nullable Writing> WRITING = new ThreadLocal<>();

  /**
   * A value that stands by reference only.
   *
   * @param key whose key seals it, null for one in the clear
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Kept(byte[] bytes, @Nullable String key) {}

  /**
   * The event that this thread writes.
   *
   * @param place where its values stand, null where they stay in the clear
   */
  private record Writing(
      String tenant,
      String workspace,
      DataKeys.@Nullable Writing keys,
      @Nullable StoredPlace place,
      SortedMap<PayloadReference, Kept> kept) {}

  /**
   * Writes the payloads of events. A message remembers how a serializer wrote it, so that whoever
   * stores it with the same one stores what was written here.
   *
   * @param keys null where nothing is sealed
   * @return the values that stand in the events by reference only, in the order to write them
   */
  SortedMap<PayloadReference, Kept> takenFrom(
      List<? extends EventMessage<?>> events,
      DataKeys.@Nullable Writing keys,
      Serializer serializer) {
    SortedMap<PayloadReference, Kept> kept = new TreeMap<>(ORDER);
    try {
      for (EventMessage<?> event : events) {
        Map<String, ?> beside = event.getMetaData();
        WRITING.set(
            new Writing(
                Objects.toString(beside.get(Context.TENANT), Context.DEFAULT_TENANT),
                Objects.toString(beside.get(Context.WORKSPACE), Context.DEFAULT_WORKSPACE),
                keys,
                keys == null ? null : place(event, serializer),
                kept));
        event.serializePayload(serializer, byte[].class);
      }
    } finally {
      WRITING.remove();
    }
    return kept;
  }

  private static @Nullable StoredPlace place(EventMessage<?> event, Serializer serializer) {
    return event instanceof DomainEventMessage<?> domain
            && SubjectKeys.isRun(domain.getAggregateIdentifier())
        ? new StoredPlace(
            domain.getAggregateIdentifier(),
            domain.getSequenceNumber(),
            serializer.typeForClass(event.getPayloadType()).getName(),
            false)
        : null;
  }

  @Override
  public @Nullable PayloadReference keep(byte[] json) {
    Writing now = WRITING.get();
    if (now == null) {
      return null;
    }
    StoredPlace place = now.place();
    Kept kept = new Kept(json, null);
    if (place != null && now.keys() != null) {
      String root = SubjectKeys.root(place.subject());
      kept = new Kept(now.keys().sealApart(root, json), root);
    }
    PayloadReference reference =
        new PayloadReference(
            now.tenant(), now.workspace(), Sha256.hex(kept.bytes()), kept.bytes().length);
    now.kept().put(reference, kept);
    return reference;
  }

  @Override
  public boolean seals() {
    Writing now = WRITING.get();
    return now != null && now.place() != null;
  }

  @Override
  public byte @Nullable [] seal(String field, byte[] json) {
    Writing now = WRITING.get();
    return now == null || now.place() == null || now.keys() == null
        ? null
        : now.keys().seal(now.place(), field, json);
  }
}
