package io.fluxo.query.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarQuery.FindCalendar;
import io.fluxo.messages.calendar.CalendarQuery.ListCalendars;
import io.fluxo.messages.calendar.CalendarView;
import io.fluxo.messages.value.Json;
import io.fluxo.query.text.StoredText;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of calendars in use, as read. */
@Component
final class CalendarTable {
  private final JdbcClient jdbc;
  private final ObjectMapper mapper = Json.mapper();

  CalendarTable(@Qualifier("reading") JdbcTemplate jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
  }

  @Nullable CalendarView find(FindCalendar query) {
    return jdbc.sql(
            """
            SELECT * FROM calendar_view
            WHERE tenant = ? AND workspace = ? AND name = ? AND NOT retired
            """)
        .params(query.tenant(), query.workspace(), StoredText.of(query.name()))
        .query((row, number) -> view(row, read(row.getString("calendar"))))
        .optional()
        .orElse(null);
  }

  /** One more than a page, to tell whether more follow; without what they say. */
  List<CalendarView> list(ListCalendars query, String after) {
    return jdbc.sql(
            """
            SELECT name, version, zone, defined_by, defined_at FROM calendar_view
            WHERE tenant = ? AND workspace = ? AND name > ? AND NOT retired
            ORDER BY name LIMIT ?
            """)
        .params(query.tenant(), query.workspace(), StoredText.of(after), query.page().limit() + 1)
        .query((row, number) -> view(row, null))
        .list();
  }

  private static CalendarView view(ResultSet row, @Nullable BusinessCalendar calendar)
      throws SQLException {
    return new CalendarView(
        row.getString("name"),
        row.getInt("version"),
        false,
        row.getString("zone"),
        calendar,
        row.getString("defined_by"),
        row.getTimestamp("defined_at").toInstant());
  }

  private BusinessCalendar read(String json) {
    try {
      return mapper.readValue(json, BusinessCalendar.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
