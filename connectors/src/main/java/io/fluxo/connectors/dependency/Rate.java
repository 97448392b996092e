package io.fluxo.connectors.dependency;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many calls in so long: that many at once, and as many again evenly over the window.
 *
 * @param count how many, 0 for no limit
 * @param window how long
 */
public record Rate(long count, Duration window) {

  /** No limit. */
  public static final Rate OFF = new Rate(0, Duration.ofSeconds(1));

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException when it is no rate
   */
  public Rate {
    if (count < 0
        || count > 1_000_000
        || window.compareTo(Duration.ofMillis(1)) < 0
        || window.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Expected a rate such as 10/1s, in at most a day, but it is " + count + " in " + window);
    }
  }

  /**
   * Reads a setting.
   *
   * @param text such as {@code 10/1s}, or {@code off}
   * @throws IllegalArgumentException when it is neither
   */
  public static Rate of(String text) {
    // YAML reads a bare "off" as false.
    if (text.equalsIgnoreCase("off") || text.equalsIgnoreCase("false")) {
      return OFF;
    }
    int slash = text.indexOf('/');
    try {
      long count = Long.parseLong(text.substring(0, Math.max(0, slash)).strip());
      if (count > 0) {
        return new Rate(count, DurationStyle.SIMPLE.parse(text.substring(slash + 1).strip()));
      }
    } catch (IllegalArgumentException e) {
      // told below, in words of the setting
    }
    throw new IllegalArgumentException(
        "Expected a rate such as 10/1s, in at most a day, or off, but it is " + text);
  }

  boolean isOff() {
    return count == 0;
  }
}
