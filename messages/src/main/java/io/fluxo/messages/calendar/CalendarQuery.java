package io.fluxo.messages.calendar;

import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.page.PageRequest;

/** What one can ask about calendars. Those that are built in are among them, retired ones not. */
public sealed interface CalendarQuery extends WorkspaceQuery {

  /** One calendar. Answered with {@link CalendarView}, or a rejection NOT_FOUND. */
  record FindCalendar(String tenant, String workspace, String name) implements CalendarQuery {}

  /** Calendars by name. Answered with a page of {@link CalendarView}. */
  record ListCalendars(String tenant, String workspace, PageRequest page)
      implements CalendarQuery {}
}
