package io.fluxo.messages.calendar;

import io.fluxo.messages.rejection.Rejection;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a calendar says what is wrong with it. */
final class Refusals {

  private static final int LONGEST_NAME = 200;
  private static final int LAST_YEAR = 9999;

  private Refusals() {}

  /**
   * The sentence "Expected something, but it is otherwise".
   *
   * @param pointer JSON pointer into the calendar, empty where the place is not known
   */
  static Rejection invalid(String pointer, String expected, String but) {
    String message = "Expected " + expected + ", but " + but;
    return new Rejection(
        Rejection.Code.INVALID_INPUT,
        message,
        List.of(new Rejection.Problem(pointer, 0, 0, message, expected)));
  }

  static LocalDate date(@Nullable LocalDate date) {
    if (date == null || date.getYear() < 1 || date.getYear() > LAST_YEAR) {
      throw invalid("", "a date in the years 1 to " + LAST_YEAR, "it is " + date);
    }
    return date;
  }

  static String name(@Nullable String name) {
    if (name == null
        || name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw invalid(
          "", "a name of 1 to " + LONGEST_NAME + " characters in one line", "it is another text");
    }
    return name;
  }
}
