package io.fluxo.command.form;

import io.fluxo.command.schema.Subschemas;
import io.fluxo.messages.value.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a value is JSON that can be computed with and stored: of bounded size and depth, with
 * numbers that fit, and texts that PostgreSQL and UTF-8 can hold.
 */
final class Bounds {

  private static final int MAX_NAME = 255;
  private static final int MAX_DIGITS = 64;
  private static final int SCALAR = 8;

  private final Mistakes mistakes;
  private final long most;
  private long size;

  private Bounds(Mistakes mistakes, long most) {
    this.mistakes = mistakes;
    this.most = most;
  }

  /** Notes the first thing that is wrong, and tells whether there was none. */
  static boolean hold(@Nullable Object value, String pointer, long most, Mistakes mistakes) {
    return new Bounds(mistakes, most).check(value, pointer, 0);
  }

  private boolean check(@Nullable Object value, String pointer, int depth) {
    if (depth > Json.MAX_DEPTH) {
      return refuse("", "The value nests too deeply", "at most " + Json.MAX_DEPTH + " levels");
    }
    return switch (value) {
      case null -> fits(SCALAR);
      case Boolean truth -> fits(SCALAR);
      case String text -> fits(text.length() + 2L) && isStorable(text, pointer);
      case Number number -> fits(SCALAR) && isFinite(number, pointer);
      case Map<?, ?> map -> object(map, pointer, depth);
      case List<?> list -> array(list, pointer, depth);
      default -> refuse(pointer, "The value is not JSON", "a JSON value");
    };
  }

  private boolean object(Map<?, ?> map, String pointer, int depth) {
    if (!fits(2)) {
      return false;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name) || name.length() > MAX_NAME) {
        return refuse(pointer, "A name is too long", "at most " + MAX_NAME + " characters");
      }
      if (!fits(name.length() + 3L)
          || !isStorable(name, pointer)
          || !check(entry.getValue(), Subschemas.join(pointer, name), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean array(List<?> list, String pointer, int depth) {
    if (!fits(2)) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!fits(1) || !check(list.get(i), pointer + "/" + i, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean isStorable(String text, String pointer) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        return refuse(pointer, "The text holds a character that cannot be kept", "Unicode text");
      }
      i += pair ? 1 : 0;
    }
    return true;
  }

  private boolean isFinite(Number number, String pointer) {
    boolean fine =
        switch (number) {
          case BigInteger whole -> whole.bitLength() <= 4 * MAX_DIGITS;
          case BigDecimal decimal ->
              decimal.precision() <= MAX_DIGITS && Math.abs((long) decimal.scale()) <= 400;
          default -> Double.isFinite(number.doubleValue());
        };
    return fine || refuse(pointer, "The number is out of range", "at most 64 digits");
  }

  private boolean fits(long more) {
    size += more;
    return size <= most || refuse("", "The value is too large", "at most " + most + " characters");
  }

  private boolean refuse(String pointer, String message, String expected) {
    mistakes.add(pointer, message, expected);
    return false;
  }
}
