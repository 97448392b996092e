package io.fluxo.command.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.catalogue.EventCatalogue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Writes messages as JSON and names events by the catalogue, so that a stored row speaks of {@code
 * flx.run.started}, revision 1, and never of a Java class.
 */
public final class CatalogueSerializer extends JacksonSerializer {

  private final ConcurrentMap<Class<?>, SerializedType> types = new ConcurrentHashMap<>();

  private CatalogueSerializer(Builder builder) {
    super(builder);
  }

  /**
   * The serializer for messages, tokens and everything else.
   *
   * @param mapper knows how payloads are written
   */
  static CatalogueSerializer of(ObjectMapper mapper) {
    return new CatalogueSerializer(
        JacksonSerializer.builder().objectMapper(mapper).lenientDeserialization());
  }

  @Override
  protected String resolveClassName(SerializedType type) {
    EventCatalogue.Entry entry = EventCatalogue.ofName(type.getName());
    return entry == null ? type.getName() : entry.type().getName();
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
    return entry == null
        ? super.typeForClass(type)
        : new SimpleSerializedType(entry.name(), Integer.toString(entry.revision()));
  }
}
