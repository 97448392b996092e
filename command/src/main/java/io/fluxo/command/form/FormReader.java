package io.fluxo.command.form;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.command.schema.BoundedSchema;
import io.fluxo.command.schema.SchemaDialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads forms and keeps what it made of the latest: a form is checked more often than changed. */
final class FormReader {

  static final int MAX_SCHEMA = 64 * 1024;
  private static final int KEPT = 200;
  private static final Set<String> KEYS = Set.of("schema", "ui", "data");

  private final SchemaDialect dialect = new SchemaDialect();
  private final Cache<List<@Nullable Object>, Form.Read> forms =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  /** Reads a form that is not empty. */
  Form.Read read(@Nullable Object json) {
    Mistakes mistakes = new Mistakes();
    if (!(json instanceof Map<?, ?> map)) {
      mistakes.add("", "The form is not an object", "an object with a schema");
      return new Form.Read(null, mistakes);
    }
    Object ui = map.get("ui");
    if (!(map.get("schema") instanceof Map<?, ?> schema)) {
      mistakes.add("/schema", "The form has no schema", "JSON Schema 2020-12 of an object");
    } else if (Bounds.hold(schema, "/schema", MAX_SCHEMA, mistakes)
        && Bounds.hold(ui, "/ui", MAX_SCHEMA, mistakes)) {
      // Not by the data: it may be personal, and is different for each task.
      return withKeys(map, forms.get(Arrays.asList(schema, ui), absent -> parse(schema, ui)));
    }
    return new Form.Read(null, mistakes);
  }

  private static Form.Read withKeys(Map<?, ?> form, Form.Read read) {
    Mistakes mistakes = new Mistakes();
    for (Object key : form.keySet()) {
      if (!(key instanceof String name) || !KEYS.contains(name)) {
        mistakes.add("", "The form has an unknown key", "schema, ui and data");
      }
    }
    if (mistakes.isEmpty()) {
      return read;
    }
    new ArrayList<>(read.mistakes().list()).forEach(mistakes::add);
    return new Form.Read(null, mistakes);
  }

  @SuppressWarnings("unchecked") // its bounds were checked: the keys are strings
  private Form.Read parse(Map<?, ?> json, @Nullable Object ui) {
    Map<String, Object> schema = (Map<String, Object>) json;
    Mistakes mistakes = new Mistakes();
    FormSchemaCheck.check(schema, dialect, mistakes);
    Set<String> names = FieldNames.of(schema);
    UiCheck shown = UiCheck.read(ui, names, mistakes);
    if (!mistakes.isEmpty()) {
      return new Form.Read(null, mistakes);
    }
    try {
      BoundedSchema compiled = BoundedSchema.of(schema);
      compiled.validate(Map.of());
      Object more = schema.get("additionalProperties");
      return new Form.Read(
          new Form(
              compiled,
              shown.ordered(),
              Boolean.TRUE.equals(more) || more instanceof Map,
              shown.conditions(),
              shown.readOnly()),
          mistakes);
    } catch (BoundedSchema.Unusable e) {
      mistakes.add("/schema", "The schema cannot be used", null);
      return new Form.Read(null, mistakes);
    }
  }
}
