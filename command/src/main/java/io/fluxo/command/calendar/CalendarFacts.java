package io.fluxo.command.calendar;

import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarEvent.CalendarDefined;
import io.fluxo.messages.calendar.CalendarEvent.CalendarRetired;
import org.jspecify.annotations.Nullable;

/**
 * What decisions about a calendar depend on.
 *
 * @param version the newest version, 0 for none
 * @param calendar what it says, null for none
 */
record CalendarFacts(int version, @Nullable BusinessCalendar calendar, boolean retired) {

  static final CalendarFacts NONE = new CalendarFacts(0, null, false);

  CalendarFacts after(CalendarEvent event) {
    return switch (event) {
      case CalendarDefined defined ->
          new CalendarFacts(defined.version(), defined.calendar(), false);
      case CalendarRetired gone -> new CalendarFacts(version, calendar, true);
    };
  }
}
