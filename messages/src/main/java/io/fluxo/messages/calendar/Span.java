package io.fluxo.messages.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * So many working days, and so much working time after them. A day is not 24 hours here: {@code
 * P1D} ends at the same time of the next working day, {@code PT24H} takes three days of eight
 * hours.
 *
 * @param days 0 to {@link #MOST_DAYS}
 * @param time 0 to {@link #MOST_DAYS} times 24 hours
 */
public record Span(int days, Duration time) {

  /** The longest, in working days. */
  public static final int MOST_DAYS = 3660;

  private static final Duration LONGEST = Duration.ofDays(MOST_DAYS);

  /** No time at all. */
  public static final Span ZERO = new Span(0, Duration.ZERO);

  private static final Pattern ISO =
      Pattern.compile(
          "P(?=[0-9T])(?:([0-9]{1,4})D)?(?:T(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,8})M)?"
              + "(?:([0-9]{1,9})(?:\\.([0-9]{1,9}))?S)?)?");
  private static final Pattern SHORT =
      Pattern.compile(
          "(?=[0-9])(?:([0-9]{1,4})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,8})m)?(?:([0-9]{1,9})s)?");

  /**
   * A span.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when it is negative or too long
   */
  public Span {
    if (days < 0 || days > MOST_DAYS || time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw Refusals.invalid(
          "", "a span of 0 to " + MOST_DAYS + " days", "it is negative or longer");
    }
  }

  /**
   * Reads a span.
   *
   * @param text ISO-8601 without years, months and weeks ({@code P2D}, {@code PT4H}, {@code
   *     P1DT2H}), or short ({@code 2d}, {@code 4h}, {@code 30m}, {@code 1d4h})
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when it is something else
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Span parse(String text) {
    Matcher iso = ISO.matcher(text);
    if (iso.matches()) {
      return of(iso, fraction(iso.group(5)));
    }
    Matcher brief = SHORT.matcher(text);
    if (brief.matches()) {
      return of(brief, 0);
    }
    throw Refusals.invalid("", "a span such as P1DT2H, 2d, 4h or 30m", "it is written otherwise");
  }

  /** Whether it is no time at all. */
  public boolean none() {
    return days == 0 && time.isZero();
  }

  /** The span in ISO-8601, always written the same way. */
  @JsonValue
  @Override
  public String toString() {
    if (days == 0) {
      return time.toString();
    }
    return "P" + days + "D" + (time.isZero() ? "" : time.toString().substring(1));
  }

  private static Span of(Matcher matcher, long nanos) {
    Duration time =
        Duration.ofHours(number(matcher.group(2)))
            .plusMinutes(number(matcher.group(3)))
            .plusSeconds(number(matcher.group(4)))
            .plusNanos(nanos);
    return new Span((int) number(matcher.group(1)), time);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000000000").substring(0, 9));
  }
}
