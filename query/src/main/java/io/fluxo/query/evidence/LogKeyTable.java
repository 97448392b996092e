package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.LogKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of the keys that sign. */
final class LogKeyTable {

  /** A key, with its secret half sealed. */
  record Row(LogKey key, String sealed) {}

  private static final String KEYS =
      "SELECT tenant, version, public_key, since, until FROM log_key WHERE tenant = ?";

  private final JdbcTemplate jdbc;

  LogKeyTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Nullable Row newest(String tenant) {
    List<Row> rows =
        jdbc.query(
            "SELECT tenant, version, public_key, since, until, sealed FROM log_key"
                + " WHERE tenant = ? ORDER BY version DESC LIMIT 1",
            (row, number) -> new Row(key(row), row.getString(6)),
            tenant);
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /** The keys of a tenant, oldest first. */
  List<LogKey> list(String tenant) {
    return jdbc.query(KEYS + " ORDER BY version", (row, number) -> key(row), tenant);
  }

  /** Whether the key of that version signs now. */
  boolean signs(String tenant, int version) {
    return !jdbc.queryForList(
            "SELECT 1 FROM log_key WHERE tenant = ? AND version = ? AND until IS NULL",
            tenant,
            version)
        .isEmpty();
  }

  void add(String tenant, LogKey key, String sealed) {
    jdbc.update(
        """
        INSERT INTO log_key (tenant, version, public_key, sealed, since) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, version) DO NOTHING
        """,
        tenant,
        key.version(),
        key.publicKey(),
        sealed,
        Timestamp.from(key.since()));
  }

  void end(String tenant, int version, Instant until) {
    jdbc.update(
        "UPDATE log_key SET until = ? WHERE tenant = ? AND version = ?",
        Timestamp.from(until),
        tenant,
        version);
  }

  private static LogKey key(ResultSet row) throws SQLException {
    Timestamp until = row.getTimestamp(5);
    return new LogKey(
        row.getInt(2),
        LogKeys.origin(row.getString(1)),
        row.getBytes(3),
        row.getTimestamp(4).toInstant(),
        until == null ? null : until.toInstant());
  }
}
