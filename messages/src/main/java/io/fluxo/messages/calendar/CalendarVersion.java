package io.fluxo.messages.calendar;

/** A version of a calendar, and what it says. */
public record CalendarVersion(CalendarRef ref, BusinessCalendar calendar) {}
