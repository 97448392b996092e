package io.fluxo.query.history;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.history.StoredEvent;
import io.fluxo.messages.seal.UnsealableException;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.PayloadOpener;
import io.fluxo.messages.value.StoredPlace;
import io.fluxo.messages.value.StoredTree;
import io.fluxo.query.text.StoredText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of the event store. There is no index by tenant or time, for each would cost every event
 * that is ever written; what stands beside an event is compared inside a window of the primary key.
 */
@Component
final class EventTable {
  /** How many windows one question may read. */
  static final int WINDOWS = 5;

  private static final int WINDOW = 4096;

  /** Events are stored in the order of their times, but for this much. */
  private static final Duration DISORDER = Duration.ofMinutes(5);

  private static final TypeReference<Map<String, Object>> META_DATA = new TypeReference<>() {};
  private static final String WANTED =
      """
      (CAST(:type AS text) IS NULL OR type = :type)
      AND (CAST(:after AS text) IS NULL OR time::timestamptz >= CAST(:after AS timestamptz))
      AND (CAST(:before AS text) IS NULL OR time::timestamptz < CAST(:before AS timestamptz))
      ORDER BY global_index LIMIT :limit
      """;
  private static final String SELECT =
      "SELECT *, encode(sha256(payload), 'hex') AS checksum FROM %s";

  /**
   * A part of the store.
   *
   * @param last the position of its last event
   * @param end whether nothing that is wanted can stand after it
   */
  record Window(long last, boolean end) {}

  /** The rows that the transaction's workspace may see. */
  static final String OF_WORKSPACE = "event_of_workspace";

  private final JdbcClient reading;

  /** Sees the whole store: places and times, never what an event says. */
  private final JdbcClient places;

  private final PayloadOpener opener;
  private final ObjectMapper mapper = Json.mapper();

  EventTable(
      @Qualifier("reading") JdbcTemplate reading, JdbcTemplate places, PayloadOpener opener) {
    this.opener = opener;
    this.reading = JdbcClient.create(reading);
    this.places = JdbcClient.create(places);
  }

  /** The wanted events of the subjects from the first to the last, after a position. */
  List<StoredEvent> ofSubjects(ListEvents query, String first, String last, long from, int limit) {
    // OFFSET 0 keeps the planner from walking the whole store by position for the sake of LIMIT
    return wanted(
        query,
        reading
            .sql(
                SELECT.formatted(
                        """
                        (SELECT * FROM %s
                         WHERE aggregate_id BETWEEN :first AND :last AND global_index > :from
                         OFFSET 0) stream
                        """
                            .formatted(OF_WORKSPACE))
                    + " WHERE "
                    + WANTED)
            .param("first", first)
            .param("last", last)
            .param("from", from),
        limit);
  }

  /** The wanted events of the query's workspace after one position up to another. */
  List<StoredEvent> inWindow(ListEvents query, long from, long last, int limit) {
    return wanted(
        query,
        reading
            .sql(
                SELECT.formatted(OF_WORKSPACE)
                    + " WHERE global_index > :from AND global_index <= :last AND "
                    + WANTED)
            .param("from", from)
            .param("last", last),
        limit);
  }

  /** The next window after a position. */
  Window window(long from, @Nullable Instant before) {
    return places
        .sql(
            """
            SELECT count(*) AS size, max(global_index) AS last, max(time::timestamptz) AS latest
            FROM (SELECT global_index, time FROM %s WHERE global_index > :from
                  ORDER BY global_index LIMIT :window) part
            """
                .formatted(Tables.EVENT))
        .param("from", from)
        .param("window", WINDOW)
        .query(
            (row, number) -> {
              int size = row.getInt("size");
              boolean past =
                  size > 0
                      && before != null
                      && row.getTimestamp("latest").toInstant().isAfter(before.plus(DISORDER));
              return new Window(size == 0 ? from : row.getLong("last"), size < WINDOW || past);
            })
        .single();
  }

  /** A position before which no event of the time or later stands, found by halving. */
  long placeOf(Instant time) {
    Instant sought = time.minus(DISORDER);
    long low = 0;
    long high =
        places
            .sql("SELECT coalesce(max(global_index), 0) FROM " + Tables.EVENT)
            .query(Long.class)
            .single();
    while (low < high) {
      long middle = low + (high - low) / 2;
      Instant there =
          places
              .sql(
                  "SELECT time FROM %s WHERE global_index > :middle ORDER BY global_index LIMIT 1"
                      .formatted(Tables.EVENT))
              .param("middle", middle)
              .query((row, number) -> Instant.parse(row.getString(1)))
              .single();
      if (there.isBefore(sought)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private List<StoredEvent> wanted(ListEvents query, JdbcClient.StatementSpec select, int limit) {
    return select
        .param("type", StoredText.of(query.type()))
        .param("after", query.after() == null ? null : query.after().toString())
        .param("before", query.before() == null ? null : query.before().toString())
        .param("limit", limit)
        .query((row, number) -> stored(row, query))
        .list();
  }

  private StoredEvent stored(ResultSet row, ListEvents query) throws SQLException {
    try {
      Map<String, Object> beside = mapper.readValue(row.getBytes("metadata"), META_DATA);
      if (!query.tenant().equals(beside.get(Context.TENANT))
          || !query.workspace().equals(beside.get(Context.WORKSPACE))) {
        throw new IllegalStateException("The database gave an event of another workspace");
      }
      String revision = row.getString("revision");
      return new StoredEvent(
          row.getLong("global_index"),
          row.getString("event_id"),
          row.getString("type"),
          revision == null ? 1 : Integer.parseInt(revision),
          row.getString("aggregate_id"),
          row.getLong("sequence"),
          Instant.parse(row.getString("time")),
          text(beside, Context.ACTOR, ""),
          text(beside, Context.CORRELATION, ""),
          (String) beside.get(Context.CAUSATION),
          (String) beside.get(Context.TRACEPARENT),
          row.getString("checksum"),
          payload(row));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a readable event", e);
    }
  }

  /** One event that cannot be read does not hide all the others: its place and hash are told. */
  private Payload payload(ResultSet row) throws SQLException {
    try {
      Object stored = mapper.readValue(row.getBytes("payload"), Object.class);
      StoredPlace place =
          StoredPlace.lenient(
              row.getString("aggregate_id"), row.getLong("sequence"), row.getString("type"));
      return Payload.of(StoredTree.open(stored, place, opener));
    } catch (IOException | UnsealableException | IllegalArgumentException e) {
      return Payload.NULL;
    }
  }

  private static String text(Map<String, Object> entries, String key, String otherwise) {
    return Objects.toString(entries.get(key), otherwise);
  }
}
