package io.fluxo.command.expression;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolves templates that refer to secrets, and leaves marks for them. Apart from {@link
 * Templates}, which nearly every node uses and which need not know where it stands.
 */
final class MarkedTemplates {

  private final Templates templates;

  MarkedTemplates(Templates templates) {
    this.templates = templates;
  }

  @Nullable Object resolve(
      @Nullable Object template,
      Map<String, Object> scope,
      String pointer,
      List<SecretPlace> places)
      throws NodeFailure {
    return Templates.plain(template, tree(template, scope, pointer, places));
  }

  /** A definition does not nest deeper than is good. */
  private @Nullable Object tree(
      @Nullable Object template,
      Map<String, Object> scope,
      String pointer,
      List<SecretPlace> places)
      throws NodeFailure {
    if (template instanceof String text) {
      return Template.concerns(text)
          ? templates.text(text, scope, new Marks(pointer, places))
          : text;
    }
    if (template instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> resolved = LinkedHashMap.newLinkedHashMap(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String key = String.valueOf(entry.getKey());
        String inside = SecretPlace.inside(pointer, key);
        resolved.put(key, tree(entry.getValue(), scope, inside, places));
      }
      return resolved;
    }
    if (template instanceof List<?> list) {
      List<@Nullable Object> resolved = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        resolved.add(tree(list.get(i), scope, SecretPlace.inside(pointer, i), places));
      }
      return resolved;
    }
    return template;
  }
}
