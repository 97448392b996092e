package io.fluxo.query.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.audit.ActKinds;
import io.fluxo.messages.audit.AuditQuery.ListActs;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.value.Json;
import io.fluxo.query.text.StoredText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the event store as acts: what stands beside an event, not what it says. */
@Component
final class ActTable {

  private static final TypeReference<Map<String, Object>> META_DATA = new TypeReference<>() {};
  private static final String ACTOR = "convert_from(metadata, 'UTF8')::jsonb ->> 'a'";
  private static final String COLUMNS =
      "global_index, event_id, type, aggregate_id, sequence, time, metadata,"
          + " encode(sha256(payload), 'hex') AS checksum";
  private static final String WANTED =
      """
      (CAST(:kind AS text) IS NULL OR type = :kind OR starts_with(type, :kind || '.'))
      AND (:machines OR type <> ALL (:engine))
      AND (:machines OR EXISTS (SELECT FROM unnest(CAST(:people AS text[])) kind
                                 WHERE starts_with(%1$s, kind)))
      AND (CAST(:actor AS text) IS NULL OR %1$s = :actor)
      AND (CAST(:after AS text) IS NULL OR time::timestamptz >= CAST(:after AS timestamptz))
      AND (CAST(:before AS text) IS NULL OR time::timestamptz < CAST(:before AS timestamptz))
      """
          .formatted(ACTOR);

  /**
   * What stands beside an event.
   *
   * @param address from where it was done, null where it did not come over the network
   */
  record Row(
      long position,
      String event,
      String kind,
      String subject,
      long sequence,
      Instant time,
      String actor,
      @Nullable String address,
      String correlation,
      @Nullable String causation,
      String checksum) {}

  private final JdbcClient reading;
  private final ObjectMapper mapper = Json.mapper();

  ActTable(@Qualifier("reading") JdbcTemplate reading) {
    this.reading = JdbcClient.create(reading);
  }

  /** The wanted rows of some streams, after a position. */
  List<Row> ofStreams(ListActs query, ActSource.Streams streams, long from, int limit) {
    // OFFSET 0 keeps the planner from walking the whole store by position for the sake of LIMIT
    return rows(
        query,
        """
        (SELECT * FROM event_of_workspace WHERE aggregate_id BETWEEN :first AND :last
            AND global_index > :from OFFSET 0) stream WHERE %s
        """
            .formatted(WANTED),
        Map.of(
            "first",
            Objects.requireNonNull(StoredText.of(streams.first())),
            "last",
            Objects.requireNonNull(StoredText.of(streams.last())),
            "from",
            from),
        limit);
  }

  /** The wanted rows after one position up to another. */
  List<Row> inWindow(ListActs query, ActSource source, long from, long last, int limit) {
    return rows(
        query,
        "event_of_workspace WHERE global_index > :from AND global_index <= :last AND %s AND %s"
            .formatted(source instanceof ActSource.Rare ? ActPlaces.IS_RARE : "true", WANTED),
        Map.of("from", from, "last", last),
        limit);
  }

  private List<Row> rows(ListActs query, String from, Map<String, Object> where, int limit) {
    return reading
        .sql("SELECT " + COLUMNS + " FROM " + from + " ORDER BY global_index LIMIT :limit")
        .params(where)
        .param("kind", StoredText.of(query.kind()))
        .param("machines", query.machines())
        .param("engine", ActKinds.OF_ENGINE.toArray(String[]::new))
        .param("people", ActKinds.PEOPLE.toArray(String[]::new))
        .param("actor", StoredText.of(query.actor()))
        .param("after", query.from() == null ? null : query.from().toString())
        .param("before", query.to() == null ? null : query.to().toString())
        .param("limit", limit)
        .query((row, number) -> row(row, query))
        .list();
  }

  private Row row(ResultSet row, ListActs query) throws SQLException {
    try {
      Map<String, Object> beside = mapper.readValue(row.getBytes("metadata"), META_DATA);
      if (!query.tenant().equals(beside.get(Context.TENANT))
          || !query.workspace().equals(beside.get(Context.WORKSPACE))) {
        throw new IllegalStateException("The database gave an event of another workspace");
      }
      return new Row(
          row.getLong("global_index"),
          row.getString("event_id"),
          row.getString("type"),
          row.getString("aggregate_id"),
          row.getLong("sequence"),
          Instant.parse(row.getString("time")),
          Objects.toString(beside.get(Context.ACTOR), ""),
          (String) beside.get(Context.ADDRESS),
          Objects.toString(beside.get(Context.CORRELATION), ""),
          (String) beside.get(Context.CAUSATION),
          row.getString("checksum"));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a readable event", e);
    }
  }
}
