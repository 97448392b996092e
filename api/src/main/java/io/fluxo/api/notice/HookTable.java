package io.fluxo.api.notice;

import io.fluxo.api.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The hooks of all workspaces, one each at most. */
@Component
final class HookTable {

  private final JdbcTemplate jdbc;

  HookTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Hook> find(String tenant, String workspace) {
    return jdbc
        .query(
            "SELECT * FROM notification_hook WHERE tenant = ? AND workspace = ?",
            (row, i) -> read(row),
            tenant,
            workspace)
        .stream()
        .findFirst();
  }

  /** Sets a hook in place of the one before, which keeps the time at which it came to be. */
  void put(Hook hook) {
    jdbc.update(
        """
        INSERT INTO notification_hook
          (tenant, workspace, url, sealed, enabled, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tenant, workspace) DO UPDATE SET
          url = excluded.url, sealed = excluded.sealed, enabled = excluded.enabled,
          updated_at = excluded.updated_at
        """,
        hook.tenant(),
        hook.workspace(),
        hook.url(),
        hook.sealed(),
        hook.enabled(),
        Times.stored(hook.createdAt()),
        Times.stored(hook.updatedAt()));
  }

  boolean remove(String tenant, String workspace) {
    return jdbc.update(
            "DELETE FROM notification_hook WHERE tenant = ? AND workspace = ?", tenant, workspace)
        > 0;
  }

  /** Has a hook called no more, unless its address was changed meanwhile. */
  void disable(Hook hook) {
    jdbc.update(
        """
        UPDATE notification_hook SET enabled = false, updated_at = now()
         WHERE tenant = ? AND workspace = ? AND url = ?
        """,
        hook.tenant(),
        hook.workspace(),
        hook.url());
  }

  List<Hook> all() {
    return jdbc.query("SELECT * FROM notification_hook", (row, i) -> read(row));
  }

  /** 1 where the secret was still sealed as it was read. */
  int reseal(Hook hook, String sealed) {
    return jdbc.update(
        """
        UPDATE notification_hook SET sealed = ?
         WHERE tenant = ? AND workspace = ? AND sealed = ?
        """,
        sealed,
        hook.tenant(),
        hook.workspace(),
        hook.sealed());
  }

  private static Hook read(ResultSet row) throws SQLException {
    return new Hook(
        row.getString("tenant"),
        row.getString("workspace"),
        row.getString("url"),
        row.getString("sealed"),
        row.getBoolean("enabled"),
        Times.read(row, "created_at"),
        Times.read(row, "updated_at"));
  }
}
