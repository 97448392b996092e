package io.fluxo.command.schema;

import com.networknt.schema.JsonSchemaException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much one check against a schema may do. References in references and long lists multiply, so
 * a small schema can ask for endless work; counting it needs no clock.
 */
final class Work {

  static final long MOST = 300_000;

  private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();

  private long left = MOST;

  /** More work than there may be. Of the library's kind, which it does not log. */
  static final class TooMuch extends JsonSchemaException {
    private static final long serialVersionUID = 1L;

    TooMuch() {
      super("A check against a schema takes too much work");
    }
  }

  private Work() {}

  /** Does something within the bounds of one check. */
  static <T> T bounded(Supplier<T> check) {
    CURRENT.set(new Work());
    try {
      return check.get();
    } finally {
      CURRENT.remove();
    }
  }

  /** Notes some work of the check that is done on this thread. */
  static void spend(long units) {
    Work work = CURRENT.get();
    if (work != null) {
      work.left -= units;
      if (work.left < 0) {
        throw new TooMuch();
      }
    }
  }
}
