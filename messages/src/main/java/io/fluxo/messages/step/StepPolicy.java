package io.fluxo.messages.step;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often an effect is attempted and how long one attempt may take.
 *
 * @param maxAttempts attempts in all, from 1
 * @param delay wait before the second attempt
 * @param multiplier by which the wait grows from attempt to attempt, from 1
 * @param maxDelay the longest wait
 * @param errorClasses the error classes that are tried again; null for all that are retryable
 * @param timeout how long one attempt may take
 */
public record StepPolicy(
    int maxAttempts,
    Duration delay,
    double multiplier,
    Duration maxDelay,
    @Nullable List<String> errorClasses,
    Duration timeout) {

  /** Three attempts, 1 s and 2 s apart, 30 s each. */
  public static final StepPolicy DEFAULT =
      new StepPolicy(
          3, Duration.ofSeconds(1), 2, Duration.ofMinutes(5), null, Duration.ofSeconds(30));
}
