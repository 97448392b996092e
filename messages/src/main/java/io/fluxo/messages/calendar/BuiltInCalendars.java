package io.fluxo.messages.calendar;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calendars that every workspace has, in version 0. What they say must never change. */
public final class BuiltInCalendars {

  /** Their version. */
  public static final int VERSION = 0;

  private static final Map<String, BusinessCalendar> BY_NAME =
      Map.of("always", BusinessCalendar.ALWAYS, "br", BusinessCalendar.BRAZIL);

  private BuiltInCalendars() {}

  /** The built-in calendar of a name, null where there is none. */
  public static @Nullable CalendarVersion find(String name) {
    BusinessCalendar calendar = BY_NAME.get(name);
    return calendar == null ? null : new CalendarVersion(new CalendarRef(name, VERSION), calendar);
  }

  /** Their names, in order. */
  public static List<String> names() {
    return List.copyOf(new TreeMap<>(BY_NAME).keySet());
  }
}
