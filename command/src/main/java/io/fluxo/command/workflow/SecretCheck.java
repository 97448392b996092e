package io.fluxo.command.workflow;

import io.fluxo.command.expression.SecretReferences;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.secret.SecretName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses secrets where they cannot be used. Nothing of a secret is ever in the reach of an
 * expression, so that one would read nothing there; whoever wrote it is told so.
 */
final class SecretCheck {

  /** So many values may be filled into one step. */
  static final int MOST = 100;

  private static final String WHERE =
      "${secrets.name} as it stands, in the config of a node that acts outside, such as"
          + " http_request, or as verify.secret or verifyToken of a webhook_trigger";

  /** Raw entries that are expressions of their own. */
  private static final Set<String> EXPRESSIONS = Set.of("when", "cases", "expression");

  /** Raw entries in which the same characters mean something else. */
  private static final Set<String> FOREIGN = Set.of("code", "schema");

  private final Problems problems;

  SecretCheck(Problems problems) {
    this.problems = problems;
  }

  /** Checks the output of the workflow. */
  void output(@Nullable Object template) {
    walk(template, "/output", this::none);
  }

  /** Checks a node. */
  void node(NodeType type, NodeDefinition node, String pointer) {
    for (Map.Entry<String, Object> entry : node.config().entrySet()) {
      String name = entry.getKey();
      String place = Pointers.join(pointer + "/config", name);
      key(name, place);
      if (!type.rawConfig().contains(name)) {
        walk(entry.getValue(), place, type.takesSecrets() ? this::placeholdersOnly : this::none);
      } else if (!FOREIGN.contains(name)) {
        raw(type, name, entry.getValue(), pointer + "/config");
      }
    }
    List<String> used = SecretReferences.in(node.config());
    if (used.size() > MOST) {
      problems.add(
          pointer + "/config", "The node refers to too many secrets", "at most " + MOST + " times");
    }
    if ("secrets".equals(node.config().get("as"))) {
      problems.add(pointer + "/config/as", "The name 'secrets' is taken", "another");
    }
    walk(node.fallback(), pointer + "/fallback", this::none);
  }

  private void raw(NodeType type, String name, @Nullable Object value, String config) {
    boolean expressions = EXPRESSIONS.contains(name);
    walk(
        value,
        Pointers.join(config, name),
        (text, pointer) -> {
          boolean may = type.secretEntries().contains(pointer.substring(config.length()));
          if (may ? refersPartly(text) : refers(text)) {
            refuse(pointer);
          } else if (expressions && SecretReferences.mentionedIn(text)) {
            refuse(pointer);
          }
        });
  }

  private void placeholdersOnly(String text, String pointer) {
    if (SecretReferences.misusedIn(text)) {
      refuse(pointer);
    }
  }

  private void none(String text, String pointer) {
    if (refers(text)) {
      refuse(pointer);
    }
  }

  private static boolean refers(String text) {
    return !SecretReferences.in(text).isEmpty() || SecretReferences.misusedIn(text);
  }

  private static boolean refersPartly(String text) {
    return refers(text) && SecretReferences.whole(text) == null;
  }

  private void walk(@Nullable Object tree, String pointer, BiConsumer<String, String> check) {
    if (tree instanceof String text) {
      check.accept(text, pointer);
    } else if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            String inside = Pointers.join(pointer, String.valueOf(key));
            key(String.valueOf(key), inside);
            walk(value, inside, check);
          });
    } else if (tree instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        walk(list.get(i), Pointers.join(pointer, i), check);
      }
    }
  }

  /** Keys are no templates. */
  private void key(String key, String pointer) {
    if (refers(key)) {
      problems.addKey(pointer, "A key cannot hold a secret", WHERE);
    }
  }

  private void refuse(String pointer) {
    problems.add(pointer, "A secret cannot be used here; names are " + SecretName.FORM, WHERE);
  }
}
