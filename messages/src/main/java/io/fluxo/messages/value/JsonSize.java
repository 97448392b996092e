package io.fluxo.messages.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Roughly how many bytes a JSON tree takes when written, without writing it. */
public final class JsonSize {

  private static final int PUNCTUATION = 3;
  private static final int SCALAR = 8;

  private JsonSize() {}

  /** Bytes of a tree of plain Java values, a character of a text counted as one. */
  public static long of(@Nullable Object json) {
    return switch (json) {
      case null -> 4;
      case String text -> text.length() + 2L;
      case Map<?, ?> map -> {
        long size = 2;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          size += String.valueOf(entry.getKey()).length() + PUNCTUATION + of(entry.getValue());
        }
        yield size;
      }
      case List<?> list -> {
        long size = 2;
        for (Object element : list) {
          size += 1 + of(element);
        }
        yield size;
      }
      default -> SCALAR;
    };
  }
}
