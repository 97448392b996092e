package io.fluxo.api.limit;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many in so long: that many at once, and as many again evenly over the window.
 *
 * @param count how many, 0 for no limit
 * @param window how long, whole seconds
 */
public record Rate(long count, Duration window) {

  /** No limit. */
  public static final Rate OFF = new Rate(0, Duration.ofSeconds(1));

  private static final long MOST = 1_000_000_000;

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException when it is no rate
   */
  public Rate {
    if (count < 0
        || count > MOST
        || window.toSeconds() < 1
        || !window.equals(Duration.ofSeconds(window.toSeconds()))
        || window.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Expected a rate such as 600/1m, in whole seconds up to a day, but it is "
              + count
              + " in "
              + window);
    }
  }

  /**
   * Reads a setting.
   *
   * @param text such as {@code 600/1m}, or {@code off}
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
        "Expected a rate such as 600/1m, in whole seconds up to a day, or off, but it is " + text);
  }

  boolean isOff() {
    return count == 0;
  }

  /** How long it takes until so many more are free. */
  Duration refill(long tokens) {
    return Duration.ofNanos(Math.ceilDiv(window.toNanos(), count) * tokens);
  }

  Bandwidth bandwidth() {
    return Bandwidth.builder().capacity(count).refillGreedy(count, window).build();
  }

  /** As a setting has it, for example {@code 600/60s}. */
  @Override
  public String toString() {
    return isOff() ? "off" : count + "/" + window.toSeconds() + "s";
  }
}
