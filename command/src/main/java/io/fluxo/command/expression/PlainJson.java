package io.fluxo.command.expression;

import com.dashjoin.jsonata.Jsonata;
import io.fluxo.messages.value.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what an expression gave into a plain JSON tree of bounded size that nobody can change. */
final class PlainJson {

  static final int MAX_SIZE = 2_000_000;

  private int left = MAX_SIZE;

  private PlainJson() {}

  /**
   * Copies a value.
   *
   * @throws Exhausted when it is too large, nests too deeply, or is no JSON
   */
  static @Nullable Object of(@Nullable Object value) {
    return value instanceof String || value instanceof Integer || value instanceof Boolean
        ? bounded(value)
        : new PlainJson().copy(value, 0);
  }

  private static Object bounded(Object value) {
    if (value instanceof String text && text.length() > MAX_SIZE) {
      throw tooLarge();
    }
    return value;
  }

  private @Nullable Object copy(@Nullable Object value, int depth) {
    spend(4);
    if (value == null || value == Jsonata.NULL_VALUE) {
      return null;
    }
    if (value instanceof String text) {
      spend(text.length());
      return text;
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (depth >= Json.MAX_DEPTH) {
      throw new Exhausted("gives a value that nests deeper than " + Json.MAX_DEPTH + " levels");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
      map.forEach(
          (key, part) -> {
            String name = String.valueOf(key);
            spend(name.length());
            copy.put(name, copy(part, depth + 1));
          });
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      spend(list.size());
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(part -> copy.add(copy(part, depth + 1)));
      return Collections.unmodifiableList(copy);
    }
    throw new Exhausted("gives a function, which is not a value");
  }

  private static Number number(Number number) {
    if (number instanceof Integer || number instanceof Long) {
      return number;
    }
    if (number instanceof Short || number instanceof Byte) {
      return number.intValue();
    }
    if (number instanceof BigInteger whole && whole.bitLength() < 64) {
      return whole.longValue();
    }
    if (number instanceof BigDecimal decimal && decimal.scale() == 0 && decimal.precision() < 19) {
      return decimal.longValue();
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new Exhausted("gives a number that is out of range");
    }
    return value;
  }

  private void spend(int size) {
    left -= size;
    if (left < 0) {
      throw tooLarge();
    }
  }

  private static Exhausted tooLarge() {
    return new Exhausted("gives a value larger than " + MAX_SIZE / 1_000_000 + " MB");
  }
}
