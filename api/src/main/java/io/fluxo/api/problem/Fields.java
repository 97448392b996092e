package io.fluxo.api.problem;

import io.fluxo.messages.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/** Reads single fields of requests, each with its bounds. */
public final class Fields {

  private Fields() {}

  /**
   * A line of text.
   *
   * @param pointer the JSON pointer of the field
   * @param longest in characters
   * @throws Rejection INVALID_INPUT when it is missing, blank, too long or holds control characters
   */
  public static String text(String pointer, @Nullable String value, int longest) {
    String text = value == null ? "" : value.strip();
    if (text.isEmpty()
        || text.length() > longest
        || text.chars().anyMatch(Character::isISOControl)) {
      throw Problems.invalid(
          pointer,
          text.isEmpty() ? "The field is missing" : "The text cannot be used",
          "1 to " + longest + " characters in one line");
    }
    return text;
  }

  /**
   * A text of a form.
   *
   * @param form a regular expression, linear in time
   * @param expected the form in words
   * @throws Rejection INVALID_INPUT when it does not have the form
   */
  public static String matching(
      String pointer, @Nullable String value, String form, String expected) {
    if (value == null || value.length() > 1_000 || !value.matches(form)) {
      throw Problems.invalid(
          pointer, value == null ? "The field is missing" : "The text cannot be used", expected);
    }
    return value;
  }
}
