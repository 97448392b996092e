package io.fluxo.command.workflow;

import io.fluxo.command.schema.SchemaDialect;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the schema of the input. */
final class InputSchemaCheck {

  private final SchemaDialect dialect = new SchemaDialect();

  void check(@Nullable Map<String, Object> schema, Problems problems) {
    if (schema != null) {
      dialect.check(schema, "/input", problems::add);
    }
  }
}
