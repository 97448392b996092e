package io.fluxo.command.step;

import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepPolicy;
import java.time.Duration;

/**
 * How long to wait before the next attempt: exponential, capped, and between half of that and all
 * of it, so that what failed together does not come back together ("equal jitter": Marc Brooker,
 * Exponential Backoff And Jitter, AWS Architecture Blog, 2015). The chance in it is a function of
 * the step and the attempt, so that a decision stays a function of what it is told.
 */
final class Backoff {

  private Backoff() {}

  /**
   * The wait after a failed attempt.
   *
   * @param attempt the attempt that failed, from 1
   */
  static Duration after(StepPolicy policy, StepId step, int attempt) {
    double millis =
        Math.min(
            policy.delay().toMillis() * Math.pow(policy.multiplier(), attempt - 1d),
            (double) policy.maxDelay().toMillis());
    return Duration.ofMillis(Math.round(millis / 2 * (1 + chance(step, attempt))));
  }

  /** Evenly spread between 0 and 1. */
  private static double chance(StepId step, int attempt) {
    long seed = attempt;
    for (int i = 0; i < step.value().length(); i++) {
      seed = seed * 31 + step.value().charAt(i);
    }
    return (mixed(seed) >>> 11) * 0x1.0p-53;
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Generators, 2014). */
  private static long mixed(long seed) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
