package io.fluxo.command.store;

import io.fluxo.messages.catalogue.EventCatalogue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Writes messages as JSON and names events by the catalogue and snapshots by their types, so that a
 * stored row speaks of {@code flx.run.started}, revision 1, and never of a Java class.
 */
public final class CatalogueSerializer extends JacksonSerializer {

  private final ConcurrentMap<Class<?>, SerializedType> types = new ConcurrentHashMap<>();

  private final SnapshotTypes snapshots;

  private CatalogueSerializer(Builder builder, SnapshotTypes snapshots) {
    super(builder);
    this.snapshots = snapshots;
  }

  /** The serializer for messages, tokens and everything else. */
  static CatalogueSerializer of(StoredJson stored, SnapshotTypes snapshots) {
    return new CatalogueSerializer(
        JacksonSerializer.builder().objectMapper(stored.mapper()).lenientDeserialization(),
        snapshots);
  }

  @Override
  protected String resolveClassName(SerializedType type) {
    EventCatalogue.Entry entry = EventCatalogue.ofName(type.getName());
    if (entry != null) {
      return entry.type().getName();
    }
    SnapshotType snapshot = snapshots.ofRow(type);
    return snapshot == null ? type.getName() : snapshot.type().getName();
  }

  /** What a later version wrote is unknown to this one, rather than read as something else. */
  @Override
  @SuppressWarnings("rawtypes") // the overridden method is
  public Class classForType(SerializedType type) {
    EventCatalogue.Entry entry = EventCatalogue.ofName(type.getName());
    return entry == null || entry.reads(type.getRevision())
        ? super.classForType(type)
        : UnknownSerializedType.class;
  }

  @Override
  @SuppressWarnings("rawtypes") // the overridden method is
  public SerializedType typeForClass(Class type) {
    if (type == null || type == Void.class || type == void.class) {
      return SimpleSerializedType.emptyType();
    }
    return types.computeIfAbsent((Class<?>) type, this::name);
  }

  private SerializedType name(Class<?> type) {
    EventCatalogue.Entry entry = EventCatalogue.ofType(type);
    if (entry != null) {
      return new SimpleSerializedType(entry.name(), Integer.toString(entry.revision()));
    }
    SnapshotType snapshot = snapshots.ofClass(type);
    return snapshot == null
        ? super.typeForClass(type)
        : new SimpleSerializedType(snapshot.name(), Integer.toString(snapshot.revision()));
  }
}
