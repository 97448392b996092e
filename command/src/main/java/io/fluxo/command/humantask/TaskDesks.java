package io.fluxo.command.humantask;

import io.fluxo.command.calendar.Calendars;
import io.fluxo.messages.calendar.CalendarVersion;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.Directory;
import io.fluxo.messages.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/** The surroundings of tasks, by workspace. */
public final class TaskDesks {

  private final Directory directory;
  private final Calendars calendars;

  TaskDesks(Directory directory, Calendars calendars) {
    this.directory = directory;
    this.calendars = calendars;
  }

  /** The people and calendars of a workspace. */
  public TaskDesk of(Context context) {
    return new TaskDesk() {
      @Override
      public @Nullable String person(String name) {
        // A program may be asked too; keys are nobody's names.
        return name.startsWith("key:")
            ? name
            : directory.person(context.tenant(), context.workspace(), name);
      }

      @Override
      public @Nullable CalendarVersion calendar(String name) {
        try {
          return calendars.newest(context, name);
        } catch (Rejection e) {
          if (e.code() == Rejection.Code.NOT_FOUND) {
            return null;
          }
          throw e;
        }
      }
    };
  }
}
