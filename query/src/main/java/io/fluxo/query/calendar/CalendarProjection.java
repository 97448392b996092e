package io.fluxo.query.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarEvent.CalendarDefined;
import io.fluxo.messages.calendar.CalendarEvent.CalendarRetired;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.value.Json;
import io.fluxo.query.text.StoredText;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Turns events of calendars into rows, each at once, in the transaction of its batch; one that was
 * folded in before changes nothing.
 */
@Component
public final class CalendarProjection {
  private static final String DEFINED =
      """
      INSERT INTO calendar_view AS v
        (tenant, workspace, name, version, zone, calendar, defined_by, defined_at, retired, sequence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, false, ?)
      ON CONFLICT (tenant, workspace, name) DO UPDATE SET
        version = excluded.version, zone = excluded.zone, calendar = excluded.calendar,
        defined_by = excluded.defined_by, defined_at = excluded.defined_at, retired = false,
        sequence = excluded.sequence
      WHERE v.sequence < excluded.sequence
      """;
  private static final String RETIRED =
      """
      UPDATE calendar_view SET retired = true, sequence = ?
      WHERE tenant = ? AND workspace = ? AND name = ? AND sequence < ?
      """;

  private final JdbcTemplate jdbc;
  private final ObjectMapper mapper = Json.mapper();

  CalendarProjection(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes what an event changes. */
  public void on(CalendarEvent event, DomainEventMessage<?> message) {
    Context context = Context.from(message.getMetaData());
    String name = event.key().name();
    long sequence = message.getSequenceNumber();
    switch (event) {
      case CalendarDefined defined ->
          jdbc.update(
              DEFINED,
              context.tenant(),
              context.workspace(),
              name,
              defined.version(),
              defined.calendar().zone(),
              write(defined),
              StoredText.of(context.actor()),
              Timestamp.from(message.getTimestamp()),
              sequence);
      case CalendarRetired retired ->
          jdbc.update(RETIRED, sequence, context.tenant(), context.workspace(), name, sequence);
    }
  }

  /** Forgets all rows, for a replay. */
  public void reset() {
    // The application's role may delete rows, but not truncate tables.
    jdbc.update("DELETE FROM calendar_view");
  }

  private String write(CalendarDefined defined) {
    try {
      return mapper.writeValueAsString(defined.calendar());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
