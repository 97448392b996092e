package io.fluxo.messages.value;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a JSON tree (RFC 8785), so that equal values have equal bytes and equal
 * hashes.
 */
public final class CanonicalJson {

  private CanonicalJson() {}

  /**
   * Writes a tree of maps with string keys, lists, strings, numbers, booleans and nulls.
   *
   * @throws IllegalArgumentException for anything else, and for numbers that are not finite
   */
  public static String write(@Nullable Object json) {
    StringBuilder out = new StringBuilder();
    value(json, out);
    return out.toString();
  }

  /** SHA-256 over the canonical bytes, lower-case hex. */
  public static String hash(@Nullable Object json) {
    return Sha256.hex(write(json).getBytes(StandardCharsets.UTF_8));
  }

  private static void value(@Nullable Object json, StringBuilder out) {
    switch (json) {
      case null -> out.append("null");
      case Map<?, ?> map -> object(map, out);
      case List<?> list -> array(list, out);
      case String text -> string(text, out);
      case Boolean bool -> out.append(bool.booleanValue());
      case Number number -> out.append(CanonicalNumber.write(number.doubleValue()));
      default -> throw new IllegalArgumentException("Expected JSON, but got " + json.getClass());
    }
  }

  private static void object(Map<?, ?> map, StringBuilder out) {
    // String's natural order is the order of UTF-16 code units, which the RFC asks for.
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    String separator = "";
    out.append('{');
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      out.append(separator);
      string(entry.getKey(), out);
      out.append(':');
      value(entry.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void array(List<?> list, StringBuilder out) {
    String separator = "";
    out.append('[');
    for (Object item : list) {
      out.append(separator);
      value(item, out);
      separator = ",";
    }
    out.append(']');
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
