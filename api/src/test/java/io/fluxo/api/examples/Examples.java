package io.fluxo.api.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of examples as users see it. */
final class Examples {

  private static final Path FOLDER = Path.of("../docs/examples");
  private static final String END = ".yaml";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Examples() {}

  /** All of them; each file is named as its workflow. */
  static List<String> names() {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(END))
          .map(name -> name.substring(0, name.length() - END.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The definition as it stands there. */
  static String text(String name) {
    return text(FOLDER.resolve(name + END));
  }

  /** The page that leads to them. */
  static String readme() {
    return text(FOLDER.resolve("README.md"));
  }

  static boolean hasCases(String name) {
    return Files.exists(cases(name));
  }

  /** A list of {@code input} and {@code output}. */
  static JsonNode casesOf(String name) {
    return json(text(cases(name)));
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path cases(String name) {
    return FOLDER.resolve("cases").resolve(name + ".json");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
