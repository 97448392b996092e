package io.fluxo.command.humantask;

import io.fluxo.messages.calendar.CalendarVersion;
import org.jspecify.annotations.Nullable;

/** What reading a task asks of its surroundings: who people are, and which calendars there are. */
public interface TaskDesk {

  /** Where nobody is known and there is no calendar. */
  TaskDesk EMPTY =
      new TaskDesk() {
        @Override
        public @Nullable String person(String name) {
          return null;
        }

        @Override
        public @Nullable CalendarVersion calendar(String name) {
          return null;
        }
      };

  /**
   * The principal of somebody who may work here.
   *
   * @param name the id or e-mail address of an account, or a principal
   * @return null where there is nobody of that name
   */
  @Nullable String person(String name);

  /** The newest version of a calendar, null where there is none of that name. */
  @Nullable CalendarVersion calendar(String name);
}
