package io.fluxo.messages.calendar;

/** A version of a calendar. */
public record CalendarRef(String name, int version) {}
