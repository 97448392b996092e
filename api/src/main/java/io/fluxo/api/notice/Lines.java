package io.fluxo.api.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.messages.value.Json;

/** Texts of users, as they may stand in a line of a mail. */
final class Lines {

  private static final int LONGEST = 150;
  private static final int LONGEST_SOURCE = 10_000;

  private Lines() {}

  /** The title that stands as JSON in a row. */
  static String title(String json) {
    try {
      JsonNode title = Json.mapper().readTree(json);
      String text =
          title.isNull() || title.isMissingNode()
              ? ""
              : title.isValueNode() ? title.asText() : title.toString();
      String line = of(text);
      return line.isEmpty() ? "-" : line;
    } catch (JsonProcessingException e) {
      return "-";
    }
  }

  /**
   * The text in one line of at most 150 characters. What controls how a line is shown, or ends it,
   * is a space.
   */
  static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_SOURCE)
        .forEach(each -> line.appendCodePoint(isShown(each) ? each : ' '));
    String plain = line.toString().strip().replaceAll("\\s{2,}", " ");
    return plain.codePointCount(0, plain.length()) <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST - 1)).strip() + "…";
  }

  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
