package io.fluxo.fault;

import java.time.Duration;

/**
 * What it is like between two sides.
 *
 * @param delay how long every piece takes on its way
 * @param bytesPerSecond how much gets through, 0 for all
 * @param silent whether nothing gets through; it is held, and comes when the silence ends
 * @param refusing whether new connections are reset at once
 */
record Weather(Duration delay, int bytesPerSecond, boolean silent, boolean refusing) {

  static final Weather FAIR = new Weather(Duration.ZERO, 0, false, false);

  static Weather delayed(Duration delay) {
    return new Weather(delay, 0, false, false);
  }

  static Weather narrow(int bytesPerSecond) {
    return new Weather(Duration.ZERO, bytesPerSecond, false, false);
  }

  /** Half-open: connections stand, and nothing is heard. */
  static Weather silence() {
    return new Weather(Duration.ZERO, 0, true, false);
  }

  static Weather refusal() {
    return new Weather(Duration.ZERO, 0, false, true);
  }
}
