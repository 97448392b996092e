package io.fluxo.messages.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * A date on which it is worked, whatever day of the week or holiday it is.
 *
 * @param hours of this date; where there are none, those of its day of the week
 */
public record WorkingDay(LocalDate date, List<Hours> hours) {

  /**
   * A working day.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when the date is far off or the
   *     hours overlap or are out of order
   */
  public WorkingDay {
    date = Refusals.date(date);
    hours = Hours.ofDay("", hours);
  }
}
