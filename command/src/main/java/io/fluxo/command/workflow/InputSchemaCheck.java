package io.fluxo.command.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Suppliers;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fluxo.messages.value.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks that the schema of the input is a JSON Schema that refers to nothing outside itself. */
final class InputSchemaCheck {

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");

  private final ObjectMapper mapper = Json.mapper();
  private final Supplier<JsonSchema> metaSchema = Suppliers.memoize(InputSchemaCheck::metaSchema);

  private static JsonSchema metaSchema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            SchemaLocation.of(SchemaId.V202012),
            SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build());
  }

  void check(@Nullable Map<String, Object> schema, Problems problems) {
    if (schema == null) {
      return;
    }
    for (ValidationMessage message : metaSchema.get().validate(mapper.valueToTree(schema))) {
      problems.add(
          "/input" + message.getInstanceLocation(), message.getError(), "JSON Schema 2020-12");
    }
    Object dialect = schema.get("$schema");
    if (dialect != null && !SchemaId.V202012.equals(dialect)) {
      problems.add("/input/$schema", "Another dialect is not supported", SchemaId.V202012);
    }
    refuseOutside(schema, "/input", problems);
  }

  /** A schema that is fetched would let authors reach addresses that only the server reaches. */
  private static void refuseOutside(@Nullable Object value, String pointer, Problems problems) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, child) -> {
            String place = Pointers.join(pointer, (String) key);
            if (REFERENCES.contains(key) && child instanceof String to && !to.startsWith("#")) {
              problems.add(place, "A schema may refer to itself only", "#/…");
            }
            refuseOutside(child, place, problems);
          });
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        refuseOutside(list.get(i), Pointers.join(pointer, i), problems);
      }
    }
  }
}
