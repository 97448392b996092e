package io.fluxo.command.workflow;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Json;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the text of a definition, JSON or YAML, into a JSON tree and a tree of places. A text that
 * begins with a brace is JSON, every other is YAML.
 */
final class SourceText {

  static final int MAX_BYTES = 1 << 20;
  static final int MAX_DEPTH = Json.MAX_DEPTH;
  static final int MAX_KEY = 256;

  private SourceText() {}

  /**
   * Reads the text.
   *
   * @throws Rejection TOO_LARGE, or INVALID_INPUT with the place
   */
  static Located read(String source) {
    String text = source.startsWith("\uFEFF") ? source.substring(1) : source;
    if (text.length() > MAX_BYTES || utf8Length(text) > MAX_BYTES) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE,
          "Expected a definition of at most %d bytes".formatted(MAX_BYTES));
    }
    try {
      checkCharacters(text);
      return text.stripLeading().startsWith("{")
          ? new JsonText(text).read()
          : new YamlText(text).read();
    } catch (UnreadableText unreadable) {
      throw unreadable.rejection();
    }
  }

  private static long utf8Length(String text) {
    return text.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }

  private static void checkCharacters(String text) {
    int line = 1;
    int lineStart = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c) || isSurrogate(c)) {
        throw new UnreadableText(
            "", line, i - lineStart + 1, "The character U+%04X is not allowed".formatted(c), null);
      }
      i += Character.charCount(c);
      if (c == '\n') {
        line++;
        lineStart = i;
      }
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Half characters have no UTF-8, and PostgreSQL takes no NUL: neither may hide in an escape. */
  static String checkedText(String value, Path path, int line, int column) {
    if (value.codePoints().anyMatch(c -> c == 0 || isSurrogate(c))) {
      throw new UnreadableText(
          path.pointer(), line, column, "The text holds NUL or half of a character", null);
    }
    return value;
  }

  static void checkKey(String key, Path path, int line, int column, boolean duplicate) {
    checkedText(key, path, line, column);
    if (key.length() > MAX_KEY) {
      throw new UnreadableText(
          path.pointer(),
          line,
          column,
          "The key is too long",
          "at most " + MAX_KEY + " characters");
    }
    if (duplicate) {
      throw new UnreadableText(
          path.to(key).pointer(),
          line,
          column,
          "The key '" + key + "' is there twice",
          "each key once");
    }
  }

  static void checkDepth(Path path, int line, int column) {
    if (path.depth() >= MAX_DEPTH) {
      throw new UnreadableText(
          "", line, column, "The nesting is too deep", "at most " + MAX_DEPTH + " levels");
    }
  }

  /**
   * The number as Jackson would read it back, so that a stored tree equals the one that was read.
   */
  static Number checkedInteger(@Nullable Long value, Path path, int line, int column) {
    // Canonical JSON knows doubles only: beyond 2^53 two numbers could share a hash.
    if (value == null || Math.abs(value) > (1L << 53) - 1) {
      throw new UnreadableText(
          path.pointer(),
          line,
          column,
          "The number is too large",
          "at most 53 bits; write longer ones as text");
    }
    if (value == value.intValue()) {
      return value.intValue();
    }
    return value;
  }

  static Number checkedDecimal(double value, Path path, int line, int column) {
    if (!Double.isFinite(value)) {
      throw new UnreadableText(
          path.pointer(), line, column, "The number is not finite", "a double");
    }
    return value;
  }
}
