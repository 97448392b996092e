package io.fluxo.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** How acts are written into a file, each on a line of its own. */
enum ActFormat {
  /** RFC 4180, for people with a spreadsheet. */
  CSV("audit.csv") {
    @Override
    String head() {
      return String.join(",", COLUMNS) + "\r\n";
    }

    @Override
    String line(JsonNode act) {
      return COLUMNS.stream().map(name -> cell(act.path(name))).collect(Collectors.joining(","))
          + "\r\n";
    }
  },
  /** One JSON object a line, for programs. */
  JSONL("audit.jsonl") {
    @Override
    String head() {
      return "";
    }

    @Override
    String line(JsonNode act) {
      return act + "\n";
    }
  };

  private static final List<String> COLUMNS =
      List.of(
          "position",
          "time",
          "actor",
          "address",
          "kind",
          "summary",
          "object",
          "before",
          "after",
          "detail",
          "correlation",
          "causation",
          "event",
          "subject",
          "sequence",
          "checksum");

  /** What spreadsheets take for the beginning of a formula, or for that of another cell. */
  private static final String FORMULA = "=+-@\t\r\n";

  private final String file;

  ActFormat(String file) {
    this.file = file;
  }

  /** What the file is called. */
  String file() {
    return file;
  }

  /** What stands before the first line. */
  abstract String head();

  /** One act. */
  abstract String line(JsonNode act);

  /** A value as a cell that no spreadsheet computes. */
  static String cell(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (value.isNumber()) {
      return value.asText();
    }
    String text = value.isTextual() ? value.asText() : value.toString();
    return '"' + (isFormula(text) ? "'" + text : text).replace("\"", "\"\"") + '"';
  }

  private static boolean isFormula(String text) {
    String begin = text.stripLeading();
    return !text.isEmpty()
        && (FORMULA.indexOf(text.charAt(0)) >= 0
            || (!begin.isEmpty() && FORMULA.indexOf(begin.charAt(0)) >= 0));
  }
}
