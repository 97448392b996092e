package io.fluxo.query.workflow;

import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.DefinitionChange;
import io.fluxo.messages.workflow.DefinitionChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two JSON trees. Arrays whose elements all have an id of their own, as nodes do, are
 * compared by it, so that moving a node changes nothing and inserting one is one change.
 */
final class DefinitionDiff {
  private final List<DefinitionChange> changes = new ArrayList<>();

  private DefinitionDiff() {}

  static List<DefinitionChange> between(Payload from, Payload to) {
    DefinitionDiff diff = new DefinitionDiff();
    diff.compare("", from.json(), to.json());
    return List.copyOf(diff.changes);
  }

  private void compare(String pointer, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    Map<String, @Nullable Object> left = parts(before);
    Map<String, @Nullable Object> right = parts(after);
    if (left == null || right == null || isArray(before) != isArray(after)) {
      changes.add(
          new DefinitionChange(pointer, Kind.CHANGED, Payload.of(before), Payload.of(after)));
      return;
    }
    Set<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
      if (!right.containsKey(name)) {
        changes.add(new DefinitionChange(place, Kind.REMOVED, Payload.of(left.get(name)), null));
      } else if (!left.containsKey(name)) {
        changes.add(new DefinitionChange(place, Kind.ADDED, null, Payload.of(right.get(name))));
      } else {
        compare(place, left.get(name), right.get(name));
      }
    }
  }

  /** The named parts of an object or array, null for a plain value. */
  private static @Nullable Map<String, @Nullable Object> parts(@Nullable Object value) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, part) -> parts.put(String.valueOf(name), part));
      return parts;
    }
    if (!(value instanceof List<?> array)) {
      return null;
    }
    for (Object element : array) {
      if (element instanceof Map<?, ?> object && object.get("id") instanceof String id) {
        parts.put(id, element);
      }
    }
    if (parts.size() != array.size()) {
      parts.clear();
      for (int i = 0; i < array.size(); i++) {
        parts.put(Integer.toString(i), array.get(i));
      }
    }
    return parts;
  }

  private static boolean isArray(@Nullable Object value) {
    return value instanceof List<?>;
  }
}
