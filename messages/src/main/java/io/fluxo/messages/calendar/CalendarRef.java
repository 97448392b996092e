package io.fluxo.messages.calendar;

/**
 * A version of a calendar, which never changes.
 *
 * @param version its number, 0 for a calendar that is built in
 */
public record CalendarRef(String name, int version) {}
