package io.fluxo.query.calendar;

import io.fluxo.messages.calendar.BuiltInCalendars;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarQuery.FindCalendar;
import io.fluxo.messages.calendar.CalendarVersion;
import io.fluxo.messages.calendar.CalendarView;
import io.fluxo.messages.rejection.Rejection;
import org.springframework.stereotype.Component;

/** The calendars of workspaces, for others of the read side to count by. */
@Component
public final class CalendarBook {
  private final CalendarTable table;

  CalendarBook(CalendarTable table) {
    this.table = table;
  }

  /**
   * The newest version of a calendar that is in use.
   *
   * @throws Rejection NOT_FOUND for one that the workspace does not have
   */
  public BusinessCalendar find(String tenant, String workspace, String name) {
    CalendarVersion builtIn = BuiltInCalendars.find(name);
    if (builtIn != null) {
      return builtIn.calendar();
    }
    CalendarView view = table.find(new FindCalendar(tenant, workspace, name));
    if (view == null || view.calendar() == null) {
      throw Rejection.notFound("calendar of that name");
    }
    return view.calendar();
  }
}
