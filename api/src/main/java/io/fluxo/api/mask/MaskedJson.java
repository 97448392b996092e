package io.fluxo.api.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxo.api.logging.Masker;
import java.util.Map;

/** Takes out of JSON what is personal by its form: CPF, CNPJ, cards, addresses, phones, tokens. */
public final class MaskedJson {

  private MaskedJson() {}

  /** The tree without such texts and numbers; it is changed in place. */
  public static JsonNode of(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        entry.setValue(of(entry.getValue()));
      }
      return object;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, of(array.get(i)));
      }
      return array;
    }
    return node.isTextual() || node.isIntegralNumber() ? masked(node) : node;
  }

  private static JsonNode masked(JsonNode node) {
    String text = node.asText();
    String masked = Masker.mask(text);
    return masked.equals(text) ? node : TextNode.valueOf(masked);
  }
}
