package io.fluxo.command.form;

import io.fluxo.command.schema.Subschemas;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of a form: the properties of its schema, and of all schemas that speak about the
 * answer as a whole, such as {@code then} and what is referred to.
 */
final class FieldNames {

  private final Map<String, Object> root;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> names = new LinkedHashSet<>();

  private FieldNames(Map<String, Object> root) {
    this.root = root;
  }

  static Set<String> of(Map<String, Object> schema) {
    FieldNames found = new FieldNames(schema);
    found.collect(schema, "");
    return found.names;
  }

  private void collect(@Nullable Object schema, String pointer) {
    if (!(schema instanceof Map<?, ?> map) || !seen.add(pointer)) {
      return;
    }
    if (map.get("properties") instanceof Map<?, ?> properties) {
      properties.keySet().forEach(name -> names.add(String.valueOf(name)));
    }
    for (Subschemas.Child child : Subschemas.of(map, pointer)) {
      if (child.isInPlace()) {
        collect(child.schema(), child.pointer());
      }
    }
    if (map.get("$ref") instanceof String reference && reference.startsWith("#")) {
      collect(at(reference.substring(1)), reference.substring(1));
    }
  }

  private @Nullable Object at(String pointer) {
    Object place = root;
    for (String token : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      if (place instanceof Map<?, ?> map) {
        place = map.get(name);
      } else if (place instanceof List<?> list && name.matches("[0-9]{1,5}")) {
        int index = Integer.parseInt(name);
        place = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return place;
  }
}
