package io.fluxo.query.deadletter;

import io.fluxo.messages.deadletter.DeadEvent;
import io.fluxo.query.text.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of events that were not projected, of all tenants. */
@Component
final class DeadEventTable {

  private final JdbcTemplate jdbc;

  DeadEventTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The first position of each of the streams that has events here. Whoever asks in a transaction
   * is alone with these streams until its end: a retry and the processor wait for one another here.
   */
  Map<String, Long> locked(Collection<String> streams) {
    if (Boolean.FALSE.equals(
        jdbc.queryForObject(
            "SELECT EXISTS (SELECT FROM dead_event WHERE discarded_at IS NULL)", Boolean.class))) {
      return Map.of();
    }
    Map<String, Long> first = new HashMap<>();
    jdbc.query(
        """
        SELECT stream, position FROM dead_event
         WHERE stream = ANY (?) AND discarded_at IS NULL FOR UPDATE
        """,
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("text", streams.toArray())),
        (ResultSet row) -> {
          first.merge(row.getString(1), row.getLong(2), Math::min);
        });
    return first;
  }

  /** Adds an event; one that is here already, passed over even, stays as it is. */
  void add(DeadEvent event) {
    jdbc.update(
        """
        INSERT INTO dead_event (position, tenant, workspace, stream, subject, sequence, type, error,
          message, failed_at, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now(), ?)
        ON CONFLICT (position) DO NOTHING
        """,
        event.position(),
        StoredText.of(event.tenant()),
        StoredText.of(event.workspace()),
        StoredText.of(event.stream()),
        StoredText.of(event.subject()),
        event.sequence(),
        StoredText.of(event.type()),
        event.error(),
        StoredText.of(event.message()),
        event.tries());
  }

  List<DeadEvent> list(long after, int limit) {
    return jdbc.query(
        "SELECT * FROM dead_event WHERE position > ? AND discarded_at IS NULL"
            + " ORDER BY position LIMIT ?",
        (row, number) -> read(row),
        after,
        limit);
  }

  /** The events of a stream, in their order. */
  List<DeadEvent> ofStream(String stream, int limit) {
    return jdbc.query(
        "SELECT * FROM dead_event WHERE stream = ? AND discarded_at IS NULL"
            + " ORDER BY position LIMIT ?",
        (row, number) -> read(row),
        stream,
        limit);
  }

  /** The stream of an event that is here; null where it is not. */
  @Nullable String streamOf(long position) {
    List<String> found =
        jdbc.queryForList(
            "SELECT stream FROM dead_event WHERE position = ? AND discarded_at IS NULL",
            String.class,
            position);
    return found.isEmpty() ? null : found.getFirst();
  }

  List<String> streams() {
    return jdbc.queryForList(
        "SELECT stream FROM dead_event WHERE discarded_at IS NULL"
            + " GROUP BY stream ORDER BY min(position)",
        String.class);
  }

  void remove(long position) {
    jdbc.update("DELETE FROM dead_event WHERE position = ?", position);
  }

  void failedAgain(long position, Blame blame) {
    jdbc.update(
        "UPDATE dead_event SET tries = tries + 1, error = ?, message = ? WHERE position = ?",
        blame.error(),
        StoredText.of(blame.message()),
        position);
  }

  /** Passes over an event; false where it is not here. */
  boolean discard(long position, String actor, String reason) {
    return jdbc.update(
            """
            UPDATE dead_event SET discarded_at = now(), discarded_by = ?, discard_reason = ?
             WHERE position = ? AND discarded_at IS NULL
            """,
            StoredText.of(actor),
            StoredText.of(reason),
            position)
        > 0;
  }

  long count() {
    Long count =
        jdbc.queryForObject(
            "SELECT count(*) FROM dead_event WHERE discarded_at IS NULL", Long.class);
    return count == null ? 0 : count;
  }

  int countOf(String stream) {
    Integer count =
        jdbc.queryForObject(
            "SELECT count(*) FROM dead_event WHERE stream = ? AND discarded_at IS NULL",
            Integer.class,
            stream);
    return count == null ? 0 : count;
  }

  /** Forgets all, for a replay; what was passed over stays so. */
  void clear() {
    jdbc.update("DELETE FROM dead_event WHERE discarded_at IS NULL");
  }

  static DeadEvent read(ResultSet row) throws SQLException {
    return new DeadEvent(
        row.getLong("position"),
        row.getString("tenant"),
        row.getString("workspace"),
        row.getString("stream"),
        row.getString("subject"),
        row.getLong("sequence"),
        row.getString("type"),
        row.getString("error"),
        row.getString("message"),
        row.getTimestamp("failed_at").toInstant(),
        row.getInt("tries"));
  }
}
