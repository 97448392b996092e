package io.fluxo.messages.calendar;

import java.time.LocalDate;

/** A date on which it is not worked, and what it is called. */
public record Holiday(LocalDate date, String name) {

  /**
   * A holiday.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when the date is far off or the
   *     name is no line of text
   */
  public Holiday {
    date = Refusals.date(date);
    name = Refusals.name(name);
  }
}
