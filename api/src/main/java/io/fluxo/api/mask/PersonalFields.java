package io.fluxo.api.mask;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.messages.audit.AuditEvent;
import io.fluxo.messages.mask.Masker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an answer holds personal data, by the forms that masking knows. */
final class PersonalFields {

  private static final int MOST = 30;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private int count;

  private PersonalFields() {}

  /** What of the tree others would see masked, null for nothing. */
  static AuditEvent.@Nullable DataRead of(String object, String path, JsonNode tree) {
    PersonalFields fields = new PersonalFields();
    fields.look("", tree);
    if (fields.count == 0) {
      return null;
    }
    List<AuditEvent.Field> named = new ArrayList<>(fields.counts.size());
    fields.counts.forEach((pointer, times) -> named.add(new AuditEvent.Field(pointer, times)));
    return new AuditEvent.DataRead(object, path, named, fields.count);
  }

  private void look(String pointer, JsonNode node) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        // A name may be an address or a number of somebody, and is not kept then.
        String name = Masker.mask(entry.getKey());
        String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
        if (!name.equals(entry.getKey())) {
          found(place);
        }
        look(place, entry.getValue());
      }
    } else if (node.isArray()) {
      node.forEach(element -> look(pointer + "/*", element));
    } else if (node.isTextual() || node.isNumber()) {
      String text = node.asText();
      if (!Masker.mask(text).equals(text)) {
        found(pointer);
      }
    }
  }

  private void found(String pointer) {
    count++;
    if (counts.containsKey(pointer) || counts.size() < MOST) {
      counts.merge(pointer, 1, Integer::sum);
    }
  }
}
