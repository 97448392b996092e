package io.fluxo.command.store;

import com.fasterxml.jackson.databind.ObjectReader;
import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.value.StoredPlace;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as JSON and names events by the catalogue and snapshots by their types, so that a
 * stored row speaks of {@code flx.run.started}, revision 1, and never of a Java class.
 */
public final class CatalogueSerializer extends JacksonSerializer {

  private static final ThreadLocal<@Nullable StoredPlace> PLACE = new ThreadLocal<>();

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

  /** Tells the codec of payloads where what it reads stood. */
  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // the overridden method is so
  public <S, T> T deserialize(SerializedObject<S> stored) {
    if (!(stored instanceof PlacedObject<S> placed)) {
      return super.deserialize(stored);
    }
    PLACE.set(placed.place());
    try {
      return super.deserialize(stored);
    } finally {
      PLACE.remove();
    }
  }

  @Override
  protected ObjectReader getReader(Class<?> type) {
    StoredPlace place = PLACE.get();
    ObjectReader reader = super.getReader(type);
    return place == null ? reader : reader.withAttribute(StoredPlace.class, place);
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
