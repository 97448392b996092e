package io.fluxo.messages.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON Schema (2020-12) of every event as it is stored and leaves the system. */
public final class EventSchemas {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final Map<String, Map<String, Object>> BY_NAME =
      EventCatalogue.entries().stream()
          .collect(
              Collectors.toMap(
                  EventCatalogue.Entry::name, EventSchemas::of, (a, b) -> a, LinkedHashMap::new));

  private EventSchemas() {}

  /** The schema of an event by its name in the catalogue, null for an unknown name. */
  public static @Nullable Map<String, Object> of(String name) {
    return BY_NAME.get(name);
  }

  /** All schemas in one document, under {@code $defs} by name. */
  public static Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", DIALECT);
    document.put("title", "The events of Fluxo");
    document.put("$defs", BY_NAME);
    return document;
  }

  private static Map<String, Object> of(EventCatalogue.Entry entry) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DIALECT);
    schema.put("$id", "urn:fluxo:event:" + entry.name() + ":" + entry.revision());
    schema.put("title", entry.name());
    schema.put("description", entry.summary());
    schema.putAll(RecordSchema.of(entry.type()));
    return schema;
  }
}
