package io.fluxo.messages.catalogue;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON Schema of a record off the record, as {@link Json#mapper()} writes it: what may be
 * null is left out, everything else is required, and there is nothing besides.
 */
final class RecordSchema {

  private static final Map<Class<?>, Map<String, Object>> SIMPLE =
      Map.ofEntries(
          entry(String.class, Map.of("type", "string")),
          entry(int.class, Map.of("type", "integer")),
          entry(Integer.class, Map.of("type", "integer")),
          entry(long.class, Map.of("type", "integer")),
          entry(double.class, Map.of("type", "number")),
          entry(boolean.class, Map.of("type", "boolean")),
          entry(LocalDate.class, Map.of("type", "string", "format", "date")),
          entry(Instant.class, Map.of("type", "string", "format", "date-time")),
          entry(Duration.class, Map.of("type", "string", "format", "duration")),
          entry(Payload.class, Map.of("description", "Any JSON: a value of a user")),
          entry(Object.class, Map.of("description", "Any JSON")));

  private static final ObjectMapper MAPPER = Json.mapper();

  private RecordSchema() {}

  static Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    Class<?> plain = (Class<?>) type;
    Map<String, Object> simple = SIMPLE.get(plain);
    if (simple != null) {
      return simple;
    }
    if (plain.isEnum()) {
      return Map.of(
          "enum",
          Stream.of(plain.getEnumConstants())
              .map(each -> MAPPER.convertValue(each, String.class))
              .toList());
    }
    return plain.isRecord() ? object(plain, null, null) : oneOf(plain);
  }

  private static Map<String, Object> container(ParameterizedType type) {
    Type[] parts = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return Map.of("type", "array", "items", of(parts[0]));
    }
    if (type.getRawType() == Map.class) {
      return Map.of("type", "object", "additionalProperties", of(parts[1]));
    }
    throw new IllegalStateException("No event may hold a " + type);
  }

  private static Map<String, Object> object(
      Class<?> type, @Nullable String discriminator, @Nullable String name) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(JsonValue.class)) {
        return of(method.getGenericReturnType());
      }
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    if (discriminator != null && name != null) {
      properties.put(discriminator, Map.of("const", name));
      required.add(discriminator);
    }
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(), of(component.getGenericType()));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> oneOf(Class<?> type) {
    JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
    JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
    if (info == null || kinds == null) {
      throw new IllegalStateException("No event may hold a " + type);
    }
    return Map.of(
        "oneOf",
        Stream.of(kinds.value())
            .map(kind -> object(kind.value(), info.property(), kind.name()))
            .toList());
  }
}
