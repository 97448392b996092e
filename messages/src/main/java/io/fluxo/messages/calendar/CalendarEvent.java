package io.fluxo.messages.calendar;

/** What happened to a calendar, in the order of its life. */
public sealed interface CalendarEvent {

  CalendarKey key();

  /**
   * A version came into force. The first event of the stream.
   *
   * @param version its number, counted from 1
   */
  record CalendarDefined(CalendarKey key, int version, BusinessCalendar calendar)
      implements CalendarEvent {}

  /** The calendar was taken out of use, until it is defined again. */
  record CalendarRetired(CalendarKey key) implements CalendarEvent {}
}
