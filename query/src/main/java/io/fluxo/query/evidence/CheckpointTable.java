package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.SignedCheckpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of checkpoints. */
final class CheckpointTable {

  private static final String SELECT =
      "SELECT tenant, size, root, time, note, key_version, stamp FROM log_checkpoint"
          + " WHERE tenant = ?";

  private static final int AT_ONCE = 5_000;

  private final JdbcTemplate jdbc;

  CheckpointTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Nullable SignedCheckpoint newest(String tenant) {
    return first(
        jdbc.query(SELECT + " ORDER BY size DESC LIMIT 1", (row, number) -> read(row), tenant));
  }

  @Nullable SignedCheckpoint ofSize(String tenant, long size) {
    return first(jdbc.query(SELECT + " AND size = ?", (row, number) -> read(row), tenant, size));
  }

  /** Those that are smaller than a size, the largest first. */
  List<SignedCheckpoint> before(String tenant, long size, int limit) {
    return jdbc.query(
        SELECT + " AND size < ? ORDER BY size DESC LIMIT ?",
        (row, number) -> read(row),
        tenant,
        size,
        limit);
  }

  /** Those from one size up to another, the smallest first. */
  List<SignedCheckpoint> between(String tenant, long from, long to) {
    return jdbc.query(
        SELECT + " AND size >= ? AND size <= ? ORDER BY size",
        (row, number) -> read(row),
        tenant,
        from,
        to);
  }

  void add(String tenant, SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    Timestamp time = Timestamp.from(checkpoint.time());
    jdbc.update(
        """
        INSERT INTO log_checkpoint (tenant, size, root, time, key_version, note)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        tenant,
        checkpoint.size(),
        checkpoint.root(),
        time,
        signed.keyVersion(),
        signed.note());
    jdbc.update(
        "UPDATE log_head SET signed = ?, signed_at = ? WHERE tenant = ?",
        checkpoint.size(),
        time,
        tenant);
  }

  void stamp(String tenant, long size, byte[] stamp, Instant at) {
    jdbc.update(
        "UPDATE log_checkpoint SET stamp = ?, stamped_at = ?"
            + " WHERE tenant = ? AND size = ? AND stamp IS NULL",
        stamp,
        Timestamp.from(at),
        tenant,
        size);
  }

  /** Keeps of those before a time the last of each hour, and those with a stamp. */
  void thin(String tenant, Instant before) {
    int removed;
    do {
      removed =
          jdbc.update(
              """
              DELETE FROM log_checkpoint WHERE tenant = ? AND size IN (
                SELECT size FROM (
                  SELECT size, stamp IS NULL AS plain, date_trunc('hour', time) AS hour,
                         lead(date_trunc('hour', time)) OVER (ORDER BY size) AS next
                    FROM log_checkpoint WHERE tenant = ? AND time < ?) kept
                 WHERE plain AND next = hour LIMIT %d)
              """
                  .formatted(AT_ONCE),
              tenant,
              tenant,
              Timestamp.from(before));
    } while (removed == AT_ONCE);
  }

  private static SignedCheckpoint read(ResultSet row) throws SQLException {
    return new SignedCheckpoint(
        new Checkpoint(
            LogKeys.origin(row.getString(1)),
            row.getLong(2),
            row.getBytes(3),
            row.getTimestamp(4).toInstant()),
        row.getString(5),
        row.getInt(6),
        row.getBytes(7));
  }

  private static @Nullable SignedCheckpoint first(List<SignedCheckpoint> found) {
    return found.isEmpty() ? null : found.getFirst();
  }
}
