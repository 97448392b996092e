package io.fluxo.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as Markdown on the console, and all of them in one JSON file. */
final class Report {

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<Object[]> goals = new ArrayList<>();

  void heading(String title, String... columns) {
    print("");
    print("### " + title);
    print("");
    print("| " + String.join(" | ", columns) + " |");
    print("|" + "---|".repeat(columns.length));
  }

  void row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(cell instanceof Double d ? number(d) : cell.toString()).append(" |");
    }
    print(row.toString());
  }

  /** A goal where more is better. */
  void atLeast(String what, double value, double must, double aim) {
    goal(what, value, must, aim, value >= must, value >= aim);
  }

  /** A goal where less is better. */
  void atMost(String what, double value, double must, double aim) {
    goal(what, value, must, aim, value <= must, value <= aim);
  }

  /** Prints what was reached of all goals so far. */
  void goals() {
    heading("Goals", "what", "measured", "must", "aim", "");
    goals.forEach(this::row);
  }

  void keep(String name, Object value) {
    figures.put(name, value);
  }

  void writeTo(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(file.toFile(), figures);
  }

  private void goal(String what, double value, double must, double aim, boolean ok, boolean best) {
    goals.add(
        new Object[] {what, value, must, aim, best ? "ok, aim reached" : ok ? "ok" : "MISSED"});
    keep("goal: " + what, Map.of("value", value, "must", must, "aim", aim, "ok", ok));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
  }

  @SuppressWarnings("SystemOut") // the console is where the result belongs
  static void print(String line) {
    System.out.println(line);
  }
}
