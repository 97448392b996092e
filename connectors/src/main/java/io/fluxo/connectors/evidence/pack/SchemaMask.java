package io.fluxo.connectors.evidence.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxo.messages.mask.Masker;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Masks what a JSON Schema marks {@code "sensitive": true} or {@code "writeOnly": true}. */
final class SchemaMask {

  /** A schema that leads to itself without going into the value is left there. */
  private static final int DEEPEST = 96;

  private static final List<String> MARKS = List.of("sensitive", "writeOnly");
  private static final List<String> BESIDE = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> UNDER = List.of("if", "then", "else");

  private final JsonNode root;
  private final Set<String> found;
  private final int shortest;

  SchemaMask(JsonNode root, Set<String> found, int shortest) {
    this.root = root;
    this.found = found;
    this.shortest = shortest;
  }

  JsonNode mask(JsonNode value, JsonNode schema, int depth) {
    if (!schema.isObject() || depth > DEEPEST) {
      return value;
    }
    if (MARKS.stream().anyMatch(mark -> schema.path(mark).asBoolean(false))) {
      collect(value);
      return TextNode.valueOf(Masker.MASK);
    }
    JsonNode masked = value;
    String reference = schema.path("$ref").asText("");
    if (reference.startsWith("#")) {
      masked = mask(masked, target(reference.substring(1)), depth + 1);
    }
    for (String name : BESIDE) {
      for (JsonNode each : schema.path(name)) {
        masked = mask(masked, each, depth + 1);
      }
    }
    for (String name : UNDER) {
      masked = mask(masked, schema.path(name), depth + 1);
    }
    if (masked instanceof ObjectNode object) {
      return object(object, schema, depth);
    }
    return masked instanceof ArrayNode array ? array(array, schema, depth) : masked;
  }

  private JsonNode object(ObjectNode value, JsonNode schema, int depth) {
    ObjectNode masked = value.objectNode();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      JsonNode inside = schema.path("properties").path(entry.getKey());
      JsonNode of = inside.isMissingNode() ? schema.path("additionalProperties") : inside;
      masked.set(entry.getKey(), mask(entry.getValue(), of, depth + 1));
    }
    return masked;
  }

  private JsonNode array(ArrayNode value, JsonNode schema, int depth) {
    ArrayNode masked = value.arrayNode(value.size());
    JsonNode first = schema.path("prefixItems");
    for (int i = 0; i < value.size(); i++) {
      JsonNode of = i < first.size() ? first.get(i) : schema.path("items");
      masked.add(mask(value.get(i), of, depth + 1));
    }
    return masked;
  }

  private JsonNode target(String pointer) {
    return pointer.isEmpty() || pointer.startsWith("/") ? root.at(pointer) : root.path("\0");
  }

  private void collect(JsonNode value) {
    if (value.isTextual() || value.isNumber()) {
      if (value.asText().length() >= shortest) {
        found.add(value.asText());
      }
    } else {
      value.forEach(this::collect);
    }
  }
}
