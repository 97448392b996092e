package io.fluxo.command.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.jspecify.annotations.Nullable;

/** Checks that something is a JSON Schema that refers to nothing outside itself. */
public final class SchemaDialect {

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");

  private final ObjectMapper mapper = Json.mapper();

  /** Takes the mistakes one by one. */
  public interface Report {
    /** Tells of a mistake: where, what, and what would be right. */
    void add(String pointer, String message, @Nullable String expected);
  }

  /** Made for each check: it keeps every way into a schema that it has seen. */
  private static JsonSchema metaSchema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            SchemaLocation.of(SchemaId.V202012),
            SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .preloadJsonSchema(false)
                .build());
  }

  /**
   * Checks a schema.
   *
   * @param pointer JSON pointer to it
   */
  public void check(Map<String, Object> schema, String pointer, Report report) {
    for (ValidationMessage message : metaSchema().validate(mapper.valueToTree(schema))) {
      report.add(
          pointer + message.getInstanceLocation(), message.getError(), "JSON Schema 2020-12");
    }
    Object dialect = schema.get("$schema");
    if (dialect != null && !SchemaId.V202012.equals(dialect)) {
      report.add(pointer + "/$schema", "Another dialect is not supported", SchemaId.V202012);
    }
    refuseOutside(schema, pointer, report);
  }

  /** A schema that is fetched would let authors reach addresses that only the server reaches. */
  private static void refuseOutside(@Nullable Object value, String pointer, Report report) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, child) -> {
            String place = Subschemas.join(pointer, (String) key);
            if (REFERENCES.contains(key) && child instanceof String to && !to.startsWith("#")) {
              report.add(place, "A schema may refer to itself only", "#/…");
            }
            refuseOutside(child, place, report);
          });
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        refuseOutside(list.get(i), pointer + "/" + i, report);
      }
    }
  }
}
