package io.fluxo.messages.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holidays that need not be listed one by one. */
public enum HolidaySet {
  /** The national holidays of Brazil. */
  BR,
  /** The days that are often, but not by law, free in Brazil: Carnival and Corpus Christi. */
  BR_OPTIONAL;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The set of a name.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when there is none
   */
  @JsonCreator
  public static HolidaySet of(String text) {
    return Stream.of(values())
        .filter(set -> set.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Refusals.invalid(
                    "/holidaySets", "a set of holidays: br or br-optional", "it is another"));
  }

  /** What a date is called in this set, null where it is none of its holidays. */
  public @Nullable String nameOf(LocalDate date) {
    return switch (this) {
      case BR -> BrazilianHolidays.national(date);
      case BR_OPTIONAL -> BrazilianHolidays.optional(date);
    };
  }
}
