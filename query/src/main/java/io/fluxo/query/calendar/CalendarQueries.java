package io.fluxo.query.calendar;

import io.fluxo.messages.calendar.BuiltInCalendars;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarQuery.FindCalendar;
import io.fluxo.messages.calendar.CalendarQuery.ListCalendars;
import io.fluxo.messages.calendar.CalendarVersion;
import io.fluxo.messages.calendar.CalendarView;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what one can ask about calendars. Whatever a workspace does not have is NOT_FOUND. */
@Component
final class CalendarQueries {
  private final CalendarTable table;

  CalendarQueries(CalendarTable table) {
    this.table = table;
  }

  @QueryHandler
  CalendarView handle(FindCalendar query) {
    CalendarVersion builtIn = BuiltInCalendars.find(query.name());
    CalendarView view = builtIn == null ? table.find(query) : builtIn(builtIn, builtIn.calendar());
    if (view == null) {
      throw Rejection.notFound("calendar of that name");
    }
    return view;
  }

  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListCalendars query) {
    String after = Objects.requireNonNullElse(query.page().cursor(), "");
    Stream<CalendarView> builtIn =
        BuiltInCalendars.names().stream()
            .filter(name -> name.compareTo(after) > 0)
            .map(BuiltInCalendars::find)
            .filter(Objects::nonNull)
            .map(version -> builtIn(version, null));
    List<CalendarView> found =
        Stream.concat(builtIn, table.list(query, after).stream())
            .sorted(Comparator.comparing(CalendarView::name))
            .toList();
    int limit = query.page().limit();
    return found.size() <= limit
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, limit), found.get(limit - 1).name());
  }

  private static CalendarView builtIn(
      CalendarVersion version, @Nullable BusinessCalendar calendar) {
    return new CalendarView(
        version.ref().name(),
        version.ref().version(),
        true,
        version.calendar().zone(),
        calendar,
        null,
        null);
  }
}
