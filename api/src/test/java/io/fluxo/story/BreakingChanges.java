package io.fluxo.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What one version of an OpenAPI document promised and the next does not keep. */
final class BreakingChanges {

  private final List<String> found = new ArrayList<>();

  private BreakingChanges() {}

  static List<String> between(JsonNode old, JsonNode now) {
    BreakingChanges changes = new BreakingChanges();
    changes.paths(old.path("paths"), now.path("paths"));
    changes.schemas(old.at("/components/schemas"), now.at("/components/schemas"));
    return changes.found;
  }

  private void paths(JsonNode old, JsonNode now) {
    for (Map.Entry<String, JsonNode> path : old.properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        JsonNode kept = now.path(path.getKey()).path(operation.getKey());
        if (kept.isMissingNode()) {
          found.add(name + " is gone");
        } else {
          parameters(name, byName(operation.getValue()), byName(kept));
        }
      }
    }
  }

  private void parameters(String name, Map<String, JsonNode> old, Map<String, JsonNode> now) {
    for (String parameter : old.keySet()) {
      if (!now.containsKey(parameter)) {
        found.add(name + ": parameter " + parameter + " is gone");
      }
    }
    now.forEach(
        (parameter, content) -> {
          if (!old.containsKey(parameter) && content.path("required").asBoolean()) {
            found.add(name + ": parameter " + parameter + " is new and required");
          }
        });
  }

  private void schemas(JsonNode old, JsonNode now) {
    for (Map.Entry<String, JsonNode> schema : old.properties()) {
      JsonNode kept = now.path(schema.getKey());
      Set<String> required = texts(kept.path("required"));
      for (Map.Entry<String, JsonNode> property :
          schema.getValue().path("properties").properties()) {
        String name = schema.getKey() + "." + property.getKey();
        JsonNode same = kept.path("properties").path(property.getKey());
        if (same.isMissingNode()) {
          found.add(name + " is gone");
          continue;
        }
        if (texts(schema.getValue().path("required")).contains(property.getKey())
            && !required.contains(property.getKey())) {
          found.add(name + " may be missing");
        }
        for (String value : texts(property.getValue().path("enum"))) {
          if (!texts(same.path("enum")).contains(value)) {
            found.add(name + " is no longer " + value);
          }
        }
      }
    }
  }

  private static Map<String, JsonNode> byName(JsonNode operation) {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    operation.path("parameters").forEach(each -> parameters.put(each.path("name").asText(), each));
    return parameters;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
