package io.fluxo.messages.calendar;

import java.time.DayOfWeek;
import java.util.List;
import java.util.stream.Stream;

/**
 * When it is worked in a week without holidays. A day that is missing is not worked.
 *
 * @param monday its hours in their order, {@link Hours#MOST_IN_A_DAY} at most
 */
public record Week(
    List<Hours> monday,
    List<Hours> tuesday,
    List<Hours> wednesday,
    List<Hours> thursday,
    List<Hours> friday,
    List<Hours> saturday,
    List<Hours> sunday) {

  /**
   * A week.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when a day has too many hours, or
   *     hours that overlap or are out of order
   */
  public Week {
    monday = Hours.ofDay("/week/monday", monday);
    tuesday = Hours.ofDay("/week/tuesday", tuesday);
    wednesday = Hours.ofDay("/week/wednesday", wednesday);
    thursday = Hours.ofDay("/week/thursday", thursday);
    friday = Hours.ofDay("/week/friday", friday);
    saturday = Hours.ofDay("/week/saturday", saturday);
    sunday = Hours.ofDay("/week/sunday", sunday);
  }

  /** The same hours from Monday to Friday. */
  public static Week workdays(Hours... hours) {
    List<Hours> day = List.of(hours);
    return new Week(day, day, day, day, day, List.of(), List.of());
  }

  /** The same hours every day. */
  public static Week everyDay(Hours... hours) {
    List<Hours> day = List.of(hours);
    return new Week(day, day, day, day, day, day, day);
  }

  /** The hours of a day. */
  public List<Hours> on(DayOfWeek day) {
    return switch (day) {
      case MONDAY -> monday;
      case TUESDAY -> tuesday;
      case WEDNESDAY -> wednesday;
      case THURSDAY -> thursday;
      case FRIDAY -> friday;
      case SATURDAY -> saturday;
      case SUNDAY -> sunday;
    };
  }

  boolean hasHours() {
    return Stream.of(DayOfWeek.values()).anyMatch(day -> !on(day).isEmpty());
  }
}
