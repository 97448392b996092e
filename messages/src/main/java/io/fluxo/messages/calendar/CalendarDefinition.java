package io.fluxo.messages.calendar;

/**
 * The answer to defining a calendar.
 *
 * @param version the version in force
 * @param created whether this call made the version, or it was there already
 */
public record CalendarDefinition(String name, int version, boolean created) {}
