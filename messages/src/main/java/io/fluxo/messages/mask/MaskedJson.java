package io.fluxo.messages.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Takes out of JSON what is personal by its form: CPF, CNPJ, cards, addresses, phones, tokens. */
public final class MaskedJson {

  private MaskedJson() {}

  /** The tree without such texts and numbers; it may be changed in place. */
  public static JsonNode of(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return of(object);
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, of(array.get(i)));
      }
      return array;
    }
    return node.isTextual() || node.isNumber() ? masked(node) : node;
  }

  /** Names too: an object may be a table by address or number. */
  private static ObjectNode of(ObjectNode object) {
    ObjectNode masked = object.objectNode();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = Masker.mask(entry.getKey());
      String free = name;
      for (int i = 2; masked.has(free); i++) {
        free = name + i;
      }
      masked.set(free, of(entry.getValue()));
    }
    return masked;
  }

  private static JsonNode masked(JsonNode node) {
    String text = node.asText();
    String masked = Masker.mask(text);
    return masked.equals(text) ? node : TextNode.valueOf(masked);
  }
}
