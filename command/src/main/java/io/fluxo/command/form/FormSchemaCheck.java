package io.fluxo.command.form;

import io.fluxo.command.schema.Formats;
import io.fluxo.command.schema.LinearPattern;
import io.fluxo.command.schema.SchemaDialect;
import io.fluxo.command.schema.Subschemas;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that the schema of a form is one that people's answers can be checked against. */
final class FormSchemaCheck {

  static final int MAX_PROPERTIES = 200;
  static final int MAX_SCHEMAS = 1_000;
  private static final int MAX_DEPTH = 16;
  private static final Set<String> REFUSED =
      Set.of("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$vocabulary");

  private final SchemaDialect dialect;
  private final Mistakes mistakes;
  private final Map<String, Map<?, ?>> schemas = new HashMap<>();
  private final Set<String> booleans = new HashSet<>();
  private int properties;

  private FormSchemaCheck(SchemaDialect dialect, Mistakes mistakes) {
    this.dialect = dialect;
    this.mistakes = mistakes;
  }

  static void check(Map<String, Object> schema, SchemaDialect dialect, Mistakes mistakes) {
    new FormSchemaCheck(dialect, mistakes).check(schema);
  }

  private void check(Map<String, Object> schema) {
    if (!"object".equals(schema.get("type"))) {
      mistakes.add("/schema/type", "An answer is an object", "object");
    }
    visit(schema, "", 0);
    if (schemas.size() > MAX_SCHEMAS || properties > MAX_PROPERTIES) {
      mistakes.add(
          "/schema",
          "The schema is too large",
          "at most " + MAX_PROPERTIES + " properties and " + MAX_SCHEMAS + " schemas in all");
      return;
    }
    dialect.check(schema, "/schema", mistakes::add);
    schemas.forEach(this::reference);
    if (mistakes.isEmpty()) {
      new Circles(schemas, mistakes).check();
    }
  }

  private void visit(@Nullable Object schema, String pointer, int depth) {
    if (!(schema instanceof Map<?, ?> map)) {
      booleans.add(pointer);
      return;
    }
    if (depth > MAX_DEPTH) {
      mistakes.add("/schema", "The schema nests too deeply", "at most " + MAX_DEPTH + " levels");
      return;
    }
    schemas.put(pointer, map);
    keywords(map, "/schema" + pointer);
    for (Subschemas.Child child : Subschemas.of(map, pointer)) {
      visit(child.schema(), child.pointer(), depth + 1);
    }
  }

  private void keywords(Map<?, ?> schema, String place) {
    for (String keyword : REFUSED) {
      if (schema.containsKey(keyword)) {
        mistakes.add(place + "/" + keyword, "The keyword is not available in a form", null);
      }
    }
    if (schema.get("properties") instanceof Map<?, ?> named) {
      properties += named.size();
    }
    if (schema.get("pattern") instanceof String pattern) {
      pattern(pattern, place + "/pattern");
    }
    if (schema.get("patternProperties") instanceof Map<?, ?> named) {
      named.keySet().forEach(name -> pattern((String) name, place + "/patternProperties"));
    }
    if (schema.get("format") instanceof String format && !Formats.names().contains(format)) {
      mistakes.add(
          place + "/format",
          "There is no such format",
          "one of " + String.join(", ", Formats.names()));
    }
  }

  private void pattern(String pattern, String place) {
    String mistake = LinearPattern.mistake(pattern);
    if (mistake != null) {
      mistakes.add(place, mistake, "RE2 syntax: no look-around, no back references");
    }
  }

  private void reference(String pointer, Map<?, ?> schema) {
    if (schema.get("$ref") instanceof String to && to.startsWith("#")) {
      String target = to.substring(1);
      if (!schemas.containsKey(target) && !booleans.contains(target)) {
        mistakes.add("/schema" + pointer + "/$ref", "There is no such schema", "#/$defs/…");
      }
    }
  }
}
