package io.fluxo.connectors.dependency;

import java.time.Duration;

/** Refuses settings that are out of bounds, by their names. */
final class Bounded {

  private static final Duration LONGEST = Duration.ofDays(1);

  private Bounded() {}

  static void count(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Expected fluxo.dependency.%s of %d to %d, but it is %d"
              .formatted(name, least, most, value));
    }
  }

  static void time(String name, Duration value) {
    if (!value.isPositive() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected fluxo.dependency.%s of more than nothing and at most a day, but it is %s"
              .formatted(name, value));
    }
  }
}
