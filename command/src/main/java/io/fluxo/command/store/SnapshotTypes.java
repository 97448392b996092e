package io.fluxo.command.store;

import java.util.List;
import java.util.function.Predicate;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;

/** The snapshots of this version, by what their rows say and by class. */
final class SnapshotTypes {

  private final List<SnapshotType> types;

  SnapshotTypes(List<SnapshotType> types) {
    this.types = List.copyOf(types);
  }

  @Nullable SnapshotType ofClass(Class<?> type) {
    return first(known -> known.type() == type);
  }

  @Nullable SnapshotType ofRow(SerializedType row) {
    return first(known -> known.isNamed(row.getName(), row.getRevision()));
  }

  private @Nullable SnapshotType first(Predicate<SnapshotType> asked) {
    return types.stream().filter(asked).findFirst().orElse(null);
  }

  /** Whether this version can read it. */
  boolean knows(DomainEventData<?> snapshot) {
    return ofRow(snapshot.getPayload().getType()) != null;
  }
}
