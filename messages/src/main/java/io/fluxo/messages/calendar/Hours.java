package io.fluxo.messages.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hours of a day in which it is worked, such as {@code 09:00-18:00}. They may end at {@code 24:00}.
 *
 * @param start their first minute, counted from midnight
 * @param end the minute before which they end, counted from midnight; 1440 at most
 */
public record Hours(int start, int end) {

  /** How many there may be in a day. */
  public static final int MOST_IN_A_DAY = 8;

  static final int MINUTES_OF_DAY = 1440;
  private static final String TIME = "([01][0-9]|2[0-4]):([0-5][0-9])";
  private static final Pattern FORM = Pattern.compile(TIME + "-" + TIME);

  /**
   * Hours of a day.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when they do not end after they
   *     begin, or not in the same day
   */
  public Hours {
    if (start < 0 || end <= start || end > MINUTES_OF_DAY) {
      throw refused();
    }
  }

  /**
   * Reads hours.
   *
   * @param text such as {@code 09:00-18:00} or {@code 22:00-24:00}
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when it is something else
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Hours of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw refused();
    }
    return new Hours(minutes(matcher, 1), minutes(matcher, 3));
  }

  /** The hours as they are written. */
  @JsonValue
  public String text() {
    return "%02d:%02d-%02d:%02d".formatted(start / 60, start % 60, end / 60, end % 60);
  }

  @Override
  public String toString() {
    return text();
  }

  /** The hours of one day, checked; none where they are missing. */
  static List<Hours> ofDay(String pointer, @Nullable List<Hours> given) {
    List<Hours> hours = List.copyOf(Objects.requireNonNullElse(given, List.of()));
    if (hours.size() > MOST_IN_A_DAY) {
      throw Refusals.invalid(
          pointer, "at most " + MOST_IN_A_DAY + " hours in a day", "there are " + hours.size());
    }
    for (int i = 1; i < hours.size(); i++) {
      if (hours.get(i).start() < hours.get(i - 1).end()) {
        throw Refusals.invalid(
            pointer + "/" + i,
            "hours that begin when those before have ended",
            hours.get(i) + " follows " + hours.get(i - 1));
      }
    }
    return hours;
  }

  private static int minutes(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group)) * 60 + Integer.parseInt(matcher.group(group + 1));
  }

  private static Rejection refused() {
    return Refusals.invalid(
        "", "hours such as 09:00-18:00 that end in the same day", "they are written otherwise");
  }
}
