package io.fluxo.command.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves the placeholders of JSON trees. What holds none is given back as it is. */
final class Templates {

  private final Cache<String, Template> templates = Caffeine.newBuilder().maximumSize(4000).build();
  private final Transforms transforms;
  private final ObjectMapper json = Json.mapper();

  Templates(Transforms transforms) {
    this.transforms = transforms;
  }

  @Nullable Object resolve(@Nullable Object template, Map<String, Object> scope)
      throws NodeFailure {
    return plain(template, tree(template, scope, 0));
  }

  /** What was resolved, as plain JSON of bounded size. */
  static @Nullable Object plain(@Nullable Object template, @Nullable Object resolved)
      throws NodeFailure {
    if (resolved != template && (resolved instanceof Map || resolved instanceof List)) {
      try {
        // A template may name the same large value many times.
        return PlainJson.of(resolved);
      } catch (Exhausted e) {
        throw Refusals.failure("A template " + e.getMessage());
      }
    }
    return resolved;
  }

  private @Nullable Object tree(@Nullable Object template, Map<String, Object> scope, int depth)
      throws NodeFailure {
    if (template instanceof String text) {
      return Template.concerns(text) ? text(text, scope, null) : text;
    }
    if (depth > Json.MAX_DEPTH) {
      throw Refusals.failure("A template nests deeper than " + Json.MAX_DEPTH + " levels");
    }
    if (template instanceof Map<?, ?> map) {
      return object(map, scope, depth);
    }
    return template instanceof List<?> list ? array(list, scope, depth) : template;
  }

  private Object object(Map<?, ?> template, Map<String, Object> scope, int depth)
      throws NodeFailure {
    Map<String, Object> changed = null;
    for (Map.Entry<?, ?> entry : template.entrySet()) {
      Object before = entry.getValue();
      Object after = tree(before, scope, depth + 1);
      if (after != before) {
        if (changed == null) {
          changed = LinkedHashMap.newLinkedHashMap(template.size());
          for (Map.Entry<?, ?> original : template.entrySet()) {
            changed.put(String.valueOf(original.getKey()), original.getValue());
          }
        }
        changed.put(String.valueOf(entry.getKey()), after);
      }
    }
    return changed == null ? template : Collections.unmodifiableMap(changed);
  }

  private Object array(List<?> template, Map<String, Object> scope, int depth) throws NodeFailure {
    List<Object> changed = null;
    for (int i = 0; i < template.size(); i++) {
      Object before = template.get(i);
      Object after = tree(before, scope, depth + 1);
      if (after != before) {
        if (changed == null) {
          changed = new ArrayList<>(template);
        }
        changed.set(i, after);
      }
    }
    return changed == null ? template : Collections.unmodifiableList(changed);
  }

  /**
   * Resolves a text.
   *
   * @param marks takes the places of secrets; without it a secret is nothing, like any other name
   *     that there is not
   */
  @Nullable Object text(String text, Map<String, Object> scope, @Nullable Marks marks)
      throws NodeFailure {
    Template template = templates.getIfPresent(text);
    if (template == null) {
      template = Template.of(text);
      templates.put(text, template);
    }
    String whole = template.whole();
    if (whole != null && (marks == null || template.parts().getFirst().secret() == null)) {
      return transforms.value(whole, scope);
    }
    StringBuilder result = new StringBuilder();
    for (Template.Part part : template.parts()) {
      if (marks != null && part.secret() != null) {
        result.append(marks.add(part.secret(), result.length()));
      } else {
        result.append(part.expression() ? written(part.text(), scope) : part.text());
      }
      if (result.length() > Budget.MAX_STRING) {
        throw Refusals.failure(
            "The template "
                + Refusals.quote(text)
                + " builds a text of more than "
                + Budget.MAX_STRING
                + " characters");
      }
    }
    return result.toString();
  }

  /** A value inside of a text: texts as they are, nothing for nothing, all else as JSON. */
  private String written(String expression, Map<String, Object> scope) throws NodeFailure {
    Object value = transforms.value(expression, scope);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw Refusals.failure(
          "The expression " + Refusals.quote(expression) + " gives a value that is no JSON");
    }
  }
}
