package io.fluxo.command.expression;

import java.util.function.LongSupplier;

/**
 * How long one evaluation may take. A machine that is busy with something else must not fail a
 * small expression, so the short bound holds for evaluations that have done much work already.
 */
final class TimeBound {

  private static final long BUSY_NANOS = 250_000_000;
  private static final long IDLE_NANOS = 2_000_000_000;
  private static final int BUSY_STEPS = 5_000;

  private final LongSupplier nanos;
  private final long begin;
  private int steps;

  TimeBound(LongSupplier nanos) {
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
  }

  int steps() {
    return steps;
  }

  /** Counts a small step, and looks at the clock at every 32nd. */
  void tick() {
    if ((++steps & 31) == 0) {
      look();
    }
  }

  /** Counts a step that may have been long, and looks at the clock. */
  void stride() {
    steps++;
    look();
  }

  private void look() {
    long taken = nanos.getAsLong() - begin;
    if (taken > (steps > BUSY_STEPS ? BUSY_NANOS : IDLE_NANOS)) {
      throw new Exhausted("takes longer than " + BUSY_NANOS / 1_000_000 + " ms");
    }
  }
}
