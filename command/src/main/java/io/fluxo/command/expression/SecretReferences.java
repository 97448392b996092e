package io.fluxo.command.expression;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out where texts of a definition refer to secrets, rightly or not. */
public final class SecretReferences {

  /** The name by itself, not a field of something else and not a variable. */
  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![\\w$`.])(?<!\\.\\s{1,9})(secrets(?!\\w)|`secrets`)|\\$\\$\\s*\\.\\s*`?secrets");

  private SecretReferences() {}

  /** The secrets to which placeholders of the tree refer, as often as they do. */
  public static List<String> in(@Nullable Object tree) {
    List<String> names = new ArrayList<>();
    collect(tree, names);
    return names;
  }

  private static void collect(@Nullable Object tree, List<String> names) {
    if (tree instanceof String text) {
      parts(text).forEach(part -> add(part.secret(), names));
    } else if (tree instanceof Map<?, ?> map) {
      map.values().forEach(value -> collect(value, names));
    } else if (tree instanceof List<?> list) {
      list.forEach(value -> collect(value, names));
    }
  }

  private static void add(@Nullable String name, List<String> names) {
    if (name != null) {
      names.add(name);
    }
  }

  /** The secret to which the text refers and which is all there is, or null. */
  public static @Nullable String whole(String text) {
    return text.startsWith("${") && text.endsWith("}")
        ? SecretName.referredBy(text.substring(2, text.length() - 1))
        : null;
  }

  /** Whether a placeholder of the text uses secrets in an expression, which gives nothing. */
  public static boolean misusedIn(String text) {
    for (Template.Part part : parts(text)) {
      if (part.expression() && part.secret() == null && mentionedIn(part.text())) {
        return true;
      }
    }
    return false;
  }

  /** Whether an expression, CEL or JSONata, uses secrets. */
  public static boolean mentionedIn(String expression) {
    return expression.contains("secrets") && MENTION.matcher(withoutTexts(expression)).find();
  }

  /** What stands in quotes is no name. */
  private static String withoutTexts(String expression) {
    StringBuilder rest = new StringBuilder(expression.length());
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '"' || c == '\'') {
        for (i++; i < expression.length() && expression.charAt(i) != c; i++) {
          i += expression.charAt(i) == '\\' ? 1 : 0;
        }
        rest.append('"');
      } else {
        rest.append(c);
      }
    }
    return rest.toString();
  }

  private static List<Template.Part> parts(String text) {
    try {
      return Template.concerns(text) ? Template.of(text).parts() : List.of();
    } catch (NodeFailure e) {
      return List.of(); // the run will say that the placeholder has no end
    }
  }
}
