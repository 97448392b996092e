package io.fluxo.command.store;

import io.fluxo.command.seal.DataKeys;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.seal.SubjectKeys;
import io.fluxo.messages.value.PayloadReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Seals the values of events, and keeps the large ones beside them. */
public final class EventValues {

  private final LargeValues values;
  private final ValueTable table;
  private final Serializer serializer;
  private final @Nullable DataKeys keys;

  /**
   * Writes with one serializer.
   *
   * @param keys null where nothing is sealed
   */
  EventValues(
      LargeValues values, ValueTable table, Serializer serializer, @Nullable DataKeys keys) {
    this.values = values;
    this.table = table;
    this.serializer = serializer;
    this.keys = keys;
  }

  /**
   * Writes new keys and the large values of events, in the transaction that will write the events.
   *
   * @return what to do once it has committed
   */
  Runnable keep(List<? extends EventMessage<?>> events) {
    DataKeys.Writing writing = keys == null ? null : keys.forWriting(needs(events));
    SortedMap<PayloadReference, LargeValues.Kept> kept =
        values.takenFrom(events, writing, serializer);
    if (!kept.isEmpty()) {
      table.keep(kept);
    }
    return () -> {
      if (writing != null) {
        writing.committed();
      }
    };
  }

  private static List<DataKeys.Need> needs(List<? extends EventMessage<?>> events) {
    List<DataKeys.Need> needs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (EventMessage<?> event : events) {
      if (event instanceof DomainEventMessage<?> domain
          && SubjectKeys.isRun(domain.getAggregateIdentifier())) {
        String root = SubjectKeys.root(domain.getAggregateIdentifier());
        if (seen.add(root)) {
          needs.add(need(root, domain));
        }
      }
    }
    return needs;
  }

  /** A run's first event comes before those of its steps and tasks. */
  private static DataKeys.Need need(String root, DomainEventMessage<?> event) {
    Map<String, ?> beside = event.getMetaData();
    return new DataKeys.Need(
        root,
        Objects.toString(beside.get(Context.TENANT), Context.DEFAULT_TENANT),
        Objects.toString(beside.get(Context.WORKSPACE), Context.DEFAULT_WORKSPACE),
        event.getPayload() instanceof RunStarted started ? started.subject() : null,
        event.getSequenceNumber() == 0 && root.equals(event.getAggregateIdentifier()));
  }
}
