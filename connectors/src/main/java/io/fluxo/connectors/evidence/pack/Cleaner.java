package io.fluxo.connectors.evidence.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxo.messages.mask.MaskedJson;
import io.fluxo.messages.mask.Masker;
import io.fluxo.messages.value.Json;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of values what a reader of evidence is not to see: what is personal by its form, what a
 * schema marks {@code sensitive} or {@code writeOnly}, and the same texts wherever they went from
 * there.
 */
public final class Cleaner {

  /** Shorter texts stand in others by chance. */
  private static final int SHORTEST = 4;

  private static final ObjectMapper MAPPER = Json.mapper();

  /** The longest first, so that none is cut by a part of it. */
  private final TreeSet<String> hidden =
      new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(text -> text));

  /**
   * What a schema hides in a value; the same is hidden from now on in all others.
   *
   * @param schema JSON Schema as a tree, null for none
   * @return the value as a tree of maps and lists
   */
  public @Nullable Object clean(@Nullable Object value, @Nullable Object schema) {
    JsonNode node = MAPPER.valueToTree(value);
    if (schema instanceof Map<?, ?>) {
      JsonNode root = MAPPER.valueToTree(schema);
      node = new SchemaMask(root, hidden, SHORTEST).mask(node, root, 0);
    }
    return tree(node);
  }

  /** A value without what is hidden. */
  public @Nullable Object clean(@Nullable Object value) {
    return clean(value, null);
  }

  /** A text without what is hidden. */
  public String text(String text) {
    return Masker.mask(without(text));
  }

  private @Nullable Object tree(JsonNode node) {
    return MAPPER.convertValue(MaskedJson.of(without(node)), Object.class);
  }

  private JsonNode without(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode cleaned = object.objectNode();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        cleaned.set(without(entry.getKey()), without(entry.getValue()));
      }
      return cleaned;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode cleaned = array.arrayNode(array.size());
      array.forEach(each -> cleaned.add(without(each)));
      return cleaned;
    }
    if (node.isTextual() || node.isNumber()) {
      String text = node.asText();
      String cleaned = without(text);
      return cleaned.equals(text) ? node : TextNode.valueOf(cleaned);
    }
    return node;
  }

  private String without(String text) {
    String cleaned = text;
    for (String each : hidden) {
      if (cleaned.contains(each)) {
        cleaned = cleaned.replace(each, Masker.MASK);
      }
    }
    return cleaned;
  }
}
