package io.fluxo.query.humantask;

import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.SealedColumns;
import io.fluxo.query.text.StoredText;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The declared fields of tasks and what is asked of them, both in lower case and not too long. */
final class Fields {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 200;
  private static final int MOST = 20;

  private Fields() {}

  /** Names and values; what is neither text nor number nor a truth value is left out. */
  static Map<String, String> of(Payload search) {
    Map<String, String> fields = new TreeMap<>();
    search
        .object()
        .forEach(
            (name, value) -> {
              boolean plain =
                  value instanceof String || value instanceof Number || value instanceof Boolean;
              if (plain && fields.size() < MOST) {
                fields.put(name(name), value(value.toString()));
              }
            });
    return fields;
  }

  /** What a value is found by, for {@link SealedColumns#hidden}: the same for the same field. */
  static String hidden(String workspace, Map.Entry<String, String> field) {
    return workspace + "\n" + name(field.getKey()) + "\n" + value(field.getValue());
  }

  static String name(String name) {
    return cut(name, LONGEST_NAME);
  }

  /** A value, or the beginning of one. */
  static String value(String value) {
    return cut(value.toLowerCase(Locale.ROOT), LONGEST_VALUE);
  }

  private static String cut(String text, int longest) {
    String stored = Objects.requireNonNull(StoredText.of(text));
    if (stored.length() <= longest) {
      return stored;
    }
    boolean splits = Character.isHighSurrogate(stored.charAt(longest - 1));
    return stored.substring(0, splits ? longest - 1 : longest);
  }
}
