package io.fluxo.api.limit;

import java.time.Duration;

/**
 * Whether one more is let through.
 *
 * @param remaining how many more would be, as far as this node knows
 * @param reset where one is let through: until all are free again; where not: until one may be
 */
record Verdict(boolean allowed, long remaining, Duration reset) {

  /** Whole seconds, at least one: whoever comes back after them does not come too soon. */
  long seconds() {
    return Math.max(1, reset.plusNanos(999_999_999).toSeconds());
  }
}
