package io.fluxo.query.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;

import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarEvent.CalendarDefined;
import io.fluxo.messages.calendar.CalendarEvent.CalendarRetired;
import io.fluxo.messages.calendar.CalendarKey;
import io.fluxo.messages.calendar.CalendarQuery.FindCalendar;
import io.fluxo.messages.calendar.CalendarQuery.ListCalendars;
import io.fluxo.messages.calendar.CalendarView;
import io.fluxo.messages.calendar.Holiday;
import io.fluxo.messages.calendar.HolidaySet;
import io.fluxo.messages.calendar.Hours;
import io.fluxo.messages.calendar.Week;
import io.fluxo.messages.calendar.WorkingDay;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarQueriesTest {
  private static final BusinessCalendar OFFICE =
      new BusinessCalendar(
          "America/New_York",
          Week.workdays(Hours.of("09:00-12:00"), Hours.of("20:00-24:00")),
          List.of(HolidaySet.BR_OPTIONAL),
          List.of(new Holiday(LocalDate.of(2026, 7, 4), "Independence Day")),
          List.of(new WorkingDay(LocalDate.of(2026, 7, 5), List.of(Hours.of("10:00-11:00")))));

  private final ReadSide side = new ReadSide();

  private void store(String tenant, String workspace, CalendarEvent event) {
    side.store(tenant, workspace, event.key().value(), event, History.START);
  }

  private void define(String name, int version, BusinessCalendar calendar) {
    CalendarKey key = CalendarKey.of("default", "main", name);
    store("default", "main", new CalendarDefined(key, version, calendar));
  }

  private CalendarView find(String tenant, String workspace, String name) throws Throwable {
    return side.ask(new FindCalendar(tenant, workspace, name), instanceOf(CalendarView.class));
  }

  private List<String> list(String tenant, String workspace, int limit) throws Throwable {
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      Page<?> page =
          side.ask(
              new ListCalendars(tenant, workspace, new PageRequest(cursor, limit)),
              instanceOf(Page.class));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      page.items().forEach(item -> names.add(((CalendarView) item).name()));
      cursor = page.next();
    } while (cursor != null);
    return names;
  }

  @Test
  void aCalendarIsDefinedDefinedAnewAndRetired() throws Throwable {
    define("office", 1, BusinessCalendar.BRAZIL);
    define("office", 2, OFFICE);
    side.project(side.stored());
    CalendarView view = find("default", "main", "office");
    assertThat(view.version()).isEqualTo(2);
    assertThat(view.calendar()).isEqualTo(OFFICE);
    assertThat(view.zone()).isEqualTo("America/New_York");
    assertThat(view.definedBy()).isEqualTo("user:ana");
    assertThat(view.builtIn()).isFalse();

    store("default", "main", new CalendarRetired(CalendarKey.of("default", "main", "office")));
    side.project(side.stored());
    assertThatThrownBy(() -> find("default", "main", "office")).isInstanceOf(Rejection.class);
    assertThat(list("default", "main", 9)).containsExactly("always", "br");
    List<String> rows = side.rows();
    assertThat(rows).hasSize(1);
    side.project(side.stored());
    assertThat(side.rows()).isEqualTo(rows);
    side.reset();
    side.project(side.stored());
    assertThat(side.rows()).isEqualTo(rows);

    define("office", 3, OFFICE);
    side.project(side.stored());
    assertThat(find("default", "main", "office").version()).isEqualTo(3);
  }

  @Test
  void listsGoOnPageByPageWithWhatIsBuiltIn() throws Throwable {
    for (String name : List.of("a", "b", "bz", "z")) {
      define(name, 1, OFFICE);
    }
    side.project(side.stored());
    for (int limit = 1; limit < 8; limit++) {
      assertThat(list("default", "main", limit))
          .containsExactly("a", "always", "b", "br", "bz", "z");
    }
  }

  @Test
  void eachWorkspaceHasItsOwn() throws Throwable {
    define("office", 1, OFFICE);
    store(
        "other",
        "main",
        new CalendarDefined(CalendarKey.of("other", "main", "office"), 7, BusinessCalendar.BRAZIL));
    side.project(side.stored());
    assertThat(side.rows()).hasSize(2);
    assertThat(side.reading().queryForList("SELECT 1 FROM calendar_view"))
        .as("a statement outside of any workspace")
        .isEmpty();
    assertThat(find("default", "main", "office").version()).isEqualTo(1);
    assertThat(find("other", "main", "office").version()).isEqualTo(7);
    assertThatThrownBy(() -> find("default", "lab", "office")).isInstanceOf(Rejection.class);
    assertThat(list("default", "lab", 9)).containsExactly("always", "br");
    assertThat(find("default", "lab", "br").calendar()).isEqualTo(BusinessCalendar.BRAZIL);
  }
}
