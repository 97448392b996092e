package io.fluxo.command.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Suppliers;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.value.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks the config of nodes against the schema of their type. A text with a placeholder is taken
 * for any value, because only the run knows what it stands for.
 */
final class ConfigCheck {

  static final String PLACEHOLDER = "${";

  /** Keywords that speak about a value as a whole, and so about placeholders anywhere in it. */
  private static final Set<String> COMPOSITE =
      Set.of("anyOf", "oneOf", "not", "const", "enum", "contains", "uniqueItems");

  private final ObjectMapper mapper = Json.mapper();
  private final Supplier<JsonSchemaFactory> factory =
      Suppliers.memoize(() -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012));
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  void check(NodeType type, Map<String, Object> config, String pointer, Problems problems) {
    JsonSchema schema =
        schemas.computeIfAbsent(
            type.type(), name -> factory.get().getSchema(type.configSchema(), settings()));
    for (ValidationMessage message : schema.validate(mapper.valueToTree(config))) {
      String place = message.getInstanceLocation().toString();
      if (!isResolvedLater(type, message, place)) {
        report(message, pointer + place, problems);
      }
    }
  }

  private static SchemaValidatorsConfig settings() {
    return SchemaValidatorsConfig.builder()
        .pathType(PathType.JSON_POINTER)
        .locale(Locale.ENGLISH)
        .build();
  }

  private static boolean isResolvedLater(NodeType type, ValidationMessage message, String place) {
    for (String raw : type.rawConfig()) {
      String start = Pointers.join("", raw);
      if (place.equals(start) || place.startsWith(start + "/")) {
        return false;
      }
    }
    JsonNode value = message.getInstanceNode();
    return COMPOSITE.contains(message.getType()) ? holdsPlaceholder(value) : isPlaceholder(value);
  }

  private static boolean isPlaceholder(@Nullable JsonNode value) {
    return value != null && value.isTextual() && value.textValue().contains(PLACEHOLDER);
  }

  private static boolean holdsPlaceholder(@Nullable JsonNode value) {
    if (value == null || !value.isContainerNode()) {
      return isPlaceholder(value);
    }
    for (JsonNode child : value) {
      if (holdsPlaceholder(child)) {
        return true;
      }
    }
    return false;
  }

  private static void report(ValidationMessage message, String pointer, Problems problems) {
    String property = message.getProperty();
    boolean unknown =
        message.getType().equals("additionalProperties")
            || message.getType().equals("unevaluatedProperties");
    if (unknown && property != null) {
      problems.addKey(
          Pointers.join(pointer, property), "The field '" + property + "' is unknown", null);
      return;
    }
    JsonNode schema = message.getSchemaNode();
    problems.add(
        pointer,
        message.getError(),
        schema == null ? null : message.getType() + " " + shortened(schema.toString()));
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
