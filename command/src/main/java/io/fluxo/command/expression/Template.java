package io.fluxo.command.expression;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string with placeholders, taken apart.
 *
 * @param parts literal texts and expressions in turn
 */
record Template(List<Part> parts) {

  /**
   * A piece: as it stands, or an expression to evaluate.
   *
   * @param secret the name of the secret to which the expression refers, null where it does not
   */
  record Part(String text, boolean expression, @Nullable String secret) {

    static Part literal(String text) {
      return new Part(text, false, null);
    }

    static Part expression(String text) {
      return new Part(text, true, SecretName.referredBy(text));
    }
  }

  /** Whether the string might hold a placeholder or an escaped one. */
  static boolean concerns(String text) {
    return text.contains("${");
  }

  /** The only expression, where the string is nothing but one placeholder. */
  @Nullable String whole() {
    return parts.size() == 1 && parts.get(0).expression() ? parts.get(0).text() : null;
  }

  /**
   * Takes a string apart. A doubled dollar before the brace stands for the characters themselves.
   *
   * @throws NodeFailure when a placeholder does not end
   */
  static Template of(String text) throws NodeFailure {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        literal.append("${");
        at += 3;
      } else if (text.startsWith("${", at)) {
        int end = end(text, at + 2);
        if (end < 0) {
          throw Refusals.failure(
              "The placeholder at character " + at + " of " + Refusals.quote(text) + " has no end");
        }
        if (!literal.isEmpty()) {
          parts.add(Part.literal(literal.toString()));
          literal.setLength(0);
        }
        parts.add(Part.expression(text.substring(at + 2, end)));
        at = end + 1;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    if (!literal.isEmpty()) {
      parts.add(Part.literal(literal.toString()));
    }
    return new Template(List.copyOf(parts));
  }

  /** Where the brace closes that opened before {@code from}, counting none inside of quotes. */
  private static int end(String text, int from) {
    int open = 1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        i = closing(text, i);
        if (i < 0) {
          return -1;
        }
      } else if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int closing(String text, int quote) {
    for (int i = quote + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == text.charAt(quote)) {
        return i;
      }
    }
    return -1;
  }
}
