package io.fluxo.api.lock;

import io.fluxo.api.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What statements about rows of locks have in common. Every time in them is the database's. */
final class LockRow {

  /** Somebody holds the lock. */
  static final String LIVE = "(held AND expires_at > now())";

  /** All columns, and how many milliseconds are left. */
  static final String SEEN = " *, extract(epoch FROM expires_at - now()) * 1000 AS remaining ";

  private static final String ONE =
      " WHERE tenant = :tenant AND workspace = :workspace AND name = :name ";

  private LockRow() {}

  /** A statement in which LIVE, SEEN and ONE (the row of the lock) stand for what they mean. */
  static JdbcClient.StatementSpec of(JdbcClient jdbc, String sql, LockPlace place) {
    return jdbc.sql(sql.replace("LIVE", LIVE).replace("SEEN", SEEN).replace("ONE", ONE))
        .param("tenant", place.tenant())
        .param("workspace", place.workspace())
        .param("name", place.name());
  }

  static LockView view(ResultSet row) throws SQLException {
    return new LockView(
        row.getString("name"),
        row.getString("owner"),
        row.getLong("token"),
        Times.read(row, "acquired_at"),
        Times.read(row, "expires_at"),
        remaining(row));
  }

  /** Milliseconds, rounded up, so that by then it is over; zero where it is over already. */
  static long remaining(ResultSet row) throws SQLException {
    return Math.max(0, (long) Math.ceil(row.getDouble("remaining")));
  }
}
