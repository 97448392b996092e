package io.fluxo.query.history;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.PayloadOpener;
import io.fluxo.messages.value.PayloadSource;
import io.fluxo.messages.value.StoredPayloadModule;
import io.fluxo.messages.value.StoredPlace;
import io.fluxo.query.text.StoredText;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads streams from the event store by their subject. Events of unknown names or later revisions
 * and those that cannot be read are left out: what happened before and after them is told all the
 * same.
 */
@Component
public final class EventReader {
  private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
  private static final TypeReference<Map<String, Object>> META_DATA = new TypeReference<>() {};
  private static final String SELECT =
      "SELECT global_index, aggregate_id, sequence, type, revision, time, metadata, payload FROM "
          + EventTable.OF_WORKSPACE;

  private final JdbcTemplate jdbc;
  private final ObjectMapper mapper;

  EventReader(@Qualifier("reading") JdbcTemplate jdbc, PayloadSource values, PayloadOpener opener) {
    this.jdbc = jdbc;
    this.mapper = Json.mapper(StoredPayloadModule.reading(values, opener));
  }

  /** The events of one subject, in order; empty for an unknown one. */
  public List<RecordedEvent> stream(String subject) {
    return known(
        jdbc.query(
            SELECT + " WHERE aggregate_id = ? ORDER BY sequence",
            (row, number) -> read(row),
            StoredText.of(subject)));
  }

  /** The events of several subjects: one after the other, each in order. */
  public List<RecordedEvent> streams(List<String> subjects) {
    return known(
        jdbc.query(
            SELECT + " WHERE aggregate_id = ANY (?) ORDER BY aggregate_id, sequence",
            (row, number) -> read(row),
            (Object) subjects.stream().map(StoredText::of).toArray(String[]::new)));
  }

  /** One event of a subject, or null where there is none. */
  public @Nullable RecordedEvent at(String subject, long sequence) {
    List<RecordedEvent> found =
        known(
            jdbc.query(
                SELECT + " WHERE aggregate_id = ? AND sequence = ?",
                (row, number) -> read(row),
                StoredText.of(subject),
                sequence));
    return found.isEmpty() ? null : found.getFirst();
  }

  /** The events of these positions, in the order of the store. */
  public List<RecordedEvent> at(Collection<Long> positions) {
    return known(
        jdbc.query(
            SELECT + " WHERE global_index = ANY (?) ORDER BY global_index",
            (row, number) -> read(row),
            (Object) positions.toArray(Long[]::new)));
  }

  /**
   * The events of a run and of all its steps and tasks, in the order of the store; empty for an
   * unknown run.
   */
  public List<RecordedEvent> run(RunId run) {
    return known(
        jdbc.query(
            SELECT + " WHERE aggregate_id BETWEEN ? AND ? ORDER BY global_index",
            (row, number) -> read(row),
            run.value(),
            lastStep(run.value())));
  }

  /**
   * Ids from a run's to this one are the run, its steps and its tasks: the store orders ids by
   * byte.
   */
  static String lastStep(String run) {
    return run + "-:";
  }

  private @Nullable RecordedEvent read(ResultSet row) throws SQLException {
    EventCatalogue.Entry entry = EventCatalogue.ofName(row.getString("type"));
    if (entry == null || !entry.reads(row.getString("revision"))) {
      return null;
    }
    try {
      return new RecordedEvent(
          row.getLong("global_index"),
          row.getString("aggregate_id"),
          row.getLong("sequence"),
          Instant.parse(row.getString("time")),
          mapper
              .readerFor(entry.type())
              .withAttribute(StoredPlace.class, place(row))
              .readValue(row.getBytes("payload")),
          mapper.readValue(row.getBytes("metadata"), META_DATA));
    } catch (IOException | DateTimeParseException e) {
      LOG.warn(
          "Event {} cannot be read and is left out of an answer ({})",
          row.getLong("global_index"),
          e.getClass().getSimpleName());
      return null;
    }
  }

  private static StoredPlace place(ResultSet row) throws SQLException {
    return StoredPlace.lenient(
        row.getString("aggregate_id"), row.getLong("sequence"), row.getString("type"));
  }

  private static List<RecordedEvent> known(List<@Nullable RecordedEvent> events) {
    List<RecordedEvent> known = new ArrayList<>(events.size());
    for (RecordedEvent event : events) {
      if (event != null) {
        known.add(event);
      }
    }
    return known;
  }
}
