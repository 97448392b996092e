package io.fluxo.api.session;

import io.fluxo.api.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of sessions. */
@Component
final class SessionTable {

  private final JdbcTemplate jdbc;

  SessionTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void insert(StoredSession session, String family) {
    jdbc.update(
        """
        INSERT INTO session (session, tenant, account, family, current, rotated_at, created_at,
                             ends_at, method)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        session.id(),
        session.tenant(),
        session.account(),
        family,
        session.current(),
        Times.stored(session.rotatedAt()),
        Times.stored(session.createdAt()),
        Times.stored(session.endsAt()),
        session.method());
  }

  /** The session of a chain, which nobody else changes until the transaction ends. */
  Optional<StoredSession> lock(String family) {
    return jdbc
        .query(
            "SELECT * FROM session WHERE family = ? FOR UPDATE", (row, i) -> session(row), family)
        .stream()
        .findFirst();
  }

  void rotate(StoredSession session, String used, String next, Instant now) {
    jdbc.update(
        "UPDATE session SET current = ?, previous = ?, rotated_at = ? WHERE session = ?",
        next,
        used,
        Times.stored(now),
        session.id());
  }

  /** The sessions of an account that have not ended, the oldest first. */
  List<StoredSession> live(String tenant, String account, Instant now) {
    return jdbc.query(
        """
        SELECT * FROM session
         WHERE tenant = ? AND account = ? AND ended_at IS NULL AND ends_at > ?
         ORDER BY session LIMIT 200
        """,
        (row, i) -> session(row),
        tenant,
        account,
        Times.stored(now));
  }

  /**
   * Ends sessions of an account.
   *
   * @param id the only one to end, null for all
   * @return the ids of those that were ended
   */
  List<String> end(String tenant, String account, @Nullable String id, Instant now) {
    return jdbc.queryForList(
        """
        UPDATE session SET ended_at = ?
         WHERE tenant = ? AND account = ? AND (?::text IS NULL OR session = ?)
           AND ended_at IS NULL
        RETURNING session
        """,
        String.class,
        Times.stored(now),
        tenant,
        account,
        id,
        id);
  }

  /** Removes what has been over for a while. */
  void removeOver(Instant before) {
    jdbc.update("DELETE FROM session WHERE ends_at < ?", Times.stored(before));
  }

  private static StoredSession session(ResultSet row) throws SQLException {
    return new StoredSession(
        row.getString("session"),
        row.getString("tenant"),
        row.getString("account"),
        row.getString("current"),
        row.getString("previous"),
        Times.read(row, "rotated_at"),
        Times.read(row, "created_at"),
        Times.read(row, "ends_at"),
        Times.readOrNull(row, "ended_at"),
        row.getString("method"));
  }
}
