package io.fluxo.command.step;

import io.fluxo.messages.step.StepPolicy;
import java.time.Duration;

/** How long to wait before the next attempt: exponential, capped. */
final class Backoff {

  private Backoff() {}

  /**
   * The wait after a failed attempt.
   *
   * @param attempt the attempt that failed, from 1
   */
  static Duration after(StepPolicy policy, int attempt) {
    double millis = policy.delay().toMillis() * Math.pow(policy.multiplier(), attempt - 1d);
    return Duration.ofMillis((long) Math.min(millis, (double) policy.maxDelay().toMillis()));
  }
}
