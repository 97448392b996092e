package io.fluxo.query.humantask;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the database keeps them, so that a row and what was folded into it are the same. */
final class Times {

  private Times() {}

  static Instant of(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /** The earlier of two times, null where there is none. */
  static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
