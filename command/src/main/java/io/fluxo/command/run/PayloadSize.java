package io.fluxo.command.run;

import io.fluxo.messages.run.Move;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Roughly how many bytes a JSON tree takes when written, without writing it. */
final class PayloadSize {

  private static final int PUNCTUATION = 3;
  private static final int SCALAR = 8;

  private PayloadSize() {}

  static long of(@Nullable Object json) {
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

  static long of(Move move) {
    return switch (move) {
      case Move.Evaluated m -> {
        long size = of(m.output().json());
        if (m.set() != null) {
          for (var value : m.set().values()) {
            size += of(value.json());
          }
        }
        yield size;
      }
      case Move.Resumed m -> of(m.output().json());
      case Move.Opened m -> m.items() == null ? 0 : of(m.items());
      case Move.Left m -> of(m.result().json());
      case Move.Logged m -> m.data() == null ? m.message().length() : of(m.data().json());
      case Move.Scheduled m -> 0;
      case Move.Parked m -> 0;
      case Move.Failed m -> m.failure().message().length();
      case Move.Entered m -> 0;
      case Move.Closed m -> 0;
      case Move.Abandoned m -> 0;
    };
  }
}
