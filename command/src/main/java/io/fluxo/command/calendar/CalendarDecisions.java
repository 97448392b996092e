package io.fluxo.command.calendar;

import io.fluxo.messages.calendar.BuiltInCalendars;
import io.fluxo.messages.calendar.CalendarCommand;
import io.fluxo.messages.calendar.CalendarCommand.DefineCalendar;
import io.fluxo.messages.calendar.CalendarCommand.RetireCalendar;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarEvent.CalendarDefined;
import io.fluxo.messages.calendar.CalendarEvent.CalendarRetired;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;

/** What may happen to a calendar. */
final class CalendarDecisions {

  private CalendarDecisions() {}

  /**
   * Decides what a command brings about; nothing where it is so already.
   *
   * @throws Rejection INVALID_STATE when the calendar is built in, NOT_FOUND when one is to be
   *     retired that was never defined
   */
  static List<CalendarEvent> decide(CalendarCommand command, CalendarFacts facts) {
    String name = command.key().name();
    return switch (command) {
      case DefineCalendar define -> {
        refuseBuiltIn("define", name);
        boolean same = define.calendar().equals(facts.calendar()) && !facts.retired();
        yield same
            ? List.of()
            : List.of(new CalendarDefined(define.key(), facts.version() + 1, define.calendar()));
      }
      case RetireCalendar retire -> {
        refuseBuiltIn("retire", name);
        if (facts.version() == 0) {
          throw Rejection.notFound("calendar " + name);
        }
        yield facts.retired() ? List.of() : List.of(new CalendarRetired(retire.key()));
      }
    };
  }

  private static void refuseBuiltIn(String verb, String name) {
    if (BuiltInCalendars.find(name) != null) {
      throw Rejection.invalidState(verb, "calendar " + name, "built in");
    }
  }
}
