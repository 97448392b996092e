package io.fluxo.connectors.evidence;

import java.time.Duration;

/**
 * How long to rest after work, so that it takes no more than its share of one core while others
 * work.
 *
 * @param percent the share
 */
record Duty(int percent) {

  /** So long after a run was started it counts as busy. */
  private static final Duration BUSY = Duration.ofSeconds(2);

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * The rest.
   *
   * @param worked how long the work took, in nanoseconds
   * @param since how long ago the last run was started, in nanoseconds
   */
  Duration rest(long worked, long since) {
    if (since > BUSY.toNanos()) {
      return Duration.ZERO;
    }
    Duration rest = Duration.ofNanos(worked * (100 - percent) / percent);
    return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
  }
}
