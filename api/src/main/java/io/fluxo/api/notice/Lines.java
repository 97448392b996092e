package io.fluxo.api.notice;

import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.SealedColumns;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Texts of users, as they may stand in a line of a mail. */
final class Lines {

  private static final String TITLE = "task_notice.title";
  private static final int LONGEST = 150;
  private static final int LONGEST_SOURCE = 10_000;

  private Lines() {}

  /** The title that stands in the row of a notification, as in the notice that it comes from. */
  static Payload title(ResultSet row, SealedColumns sealed) throws SQLException {
    return sealed.read(
        row.getString("tenant"), row.getString("task_id"), TITLE, row.getString("title"));
  }

  /** A title as a line. */
  static String title(Payload title) {
    Object json = title.json();
    String line = json == null ? "" : of(json.toString());
    return line.isEmpty() ? "-" : line;
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
