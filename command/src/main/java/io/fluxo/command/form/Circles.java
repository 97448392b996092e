package io.fluxo.command.form;

import io.fluxo.command.schema.Subschemas;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds schemas that refer to themselves without going down into the value: checking against them
 * would never end.
 */
final class Circles {

  private final Map<String, Map<?, ?>> schemas;
  private final Mistakes mistakes;
  private final Set<String> done = new HashSet<>();
  private final Set<String> open = new HashSet<>();

  /**
   * @param schemas all schemas by their JSON pointers
   */
  Circles(Map<String, Map<?, ?>> schemas, Mistakes mistakes) {
    this.schemas = schemas;
    this.mistakes = mistakes;
  }

  void check() {
    schemas.keySet().forEach(this::visit);
  }

  private void visit(String pointer) {
    Map<?, ?> schema = schemas.get(pointer);
    if (schema == null || done.contains(pointer)) {
      return;
    }
    if (!open.add(pointer)) {
      mistakes.add("/schema" + pointer, "The schema refers to itself without end", null);
      return;
    }
    for (Subschemas.Child child : Subschemas.of(schema, pointer)) {
      if (child.isInPlace()) {
        visit(child.pointer());
      }
    }
    if (schema.get("$ref") instanceof String to && to.startsWith("#")) {
      visit(to.substring(1));
    }
    open.remove(pointer);
    done.add(pointer);
  }
}
