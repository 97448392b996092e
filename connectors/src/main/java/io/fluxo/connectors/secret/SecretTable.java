package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of secrets. Every statement names its tenant, but for the one that rotates. */
final class SecretTable {

  /** A row as it stands. */
  record Row(SecretScope scope, String name, String sealed) {}

  private final JdbcClient jdbc;

  SecretTable(JdbcTemplate jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
  }

  SecretView put(SecretScope scope, String name, String sealed, Instant now, String actor) {
    return jdbc.sql(
            """
            INSERT INTO secret (tenant, name, workspace, workflow, node, version, sealed,
                                created_at, updated_at, updated_by)
            VALUES (:tenant, :name, :workspace, :workflow, :node, 1, :sealed, :now, :now, :actor)
            ON CONFLICT (tenant, name, workspace, workflow, node) DO UPDATE
              SET version = secret.version + 1, sealed = excluded.sealed,
                  updated_at = excluded.updated_at, updated_by = excluded.updated_by
            RETURNING name, workspace, workflow, node, version, created_at, updated_at, updated_by
            """)
        .param("tenant", scope.tenant())
        .param("name", name)
        .param("workspace", scope.workspace())
        .param("workflow", scope.workflow())
        .param("node", scope.node())
        .param("sealed", sealed)
        .param("now", Timestamp.from(now))
        .param("actor", actor)
        .query((row, number) -> view(row))
        .single();
  }

  boolean remove(SecretScope scope, String name) {
    return jdbc.sql(
                """
                DELETE FROM secret
                WHERE tenant = ? AND name = ? AND workspace = ? AND workflow = ? AND node = ?
                """)
            .params(scope.tenant(), name, scope.workspace(), scope.workflow(), scope.node())
            .update()
        > 0;
  }

  /** What follows the last one of the page before, by name and then by scope. */
  List<SecretView> list(String tenant, String workspace, List<String> last, int limit) {
    return jdbc.sql(
            """
            SELECT name, workspace, workflow, node, version, created_at, updated_at, updated_by
            FROM secret
            WHERE tenant = ? AND workspace IN ('', ?)
              AND (name, workspace, workflow, node) > (?, ?, ?, ?)
            ORDER BY name, workspace, workflow, node LIMIT ?
            """)
        .params(tenant, workspace, last.get(0), last.get(1), last.get(2), last.get(3), limit)
        .query((row, number) -> view(row))
        .list();
  }

  /** The rows that the scope sees under the names, the nearest last. */
  List<Row> visible(SecretScope scope, Collection<String> names) {
    return jdbc.sql(
            """
            SELECT * FROM secret
            WHERE tenant = :tenant AND name IN (:names)
              AND (workspace = '' OR workspace = :workspace
                   AND (workflow = '' OR workflow = :workflow AND node = :node))
            ORDER BY name, workspace, workflow, node
            """)
        .param("tenant", scope.tenant())
        .param("names", names)
        .param("workspace", scope.workspace())
        .param("workflow", scope.workflow())
        .param("node", scope.node())
        .query((row, number) -> row(row))
        .list();
  }

  /** Rows of all tenants, for a rotation of the key. */
  List<Row> after(@Nullable Row last, int limit) {
    SecretScope scope = last == null ? null : last.scope();
    return jdbc.sql(
            """
            SELECT * FROM secret
            WHERE (tenant, name, workspace, workflow, node) > (?, ?, ?, ?, ?)
            ORDER BY tenant, name, workspace, workflow, node LIMIT ?
            """)
        .params(
            scope == null ? "" : scope.tenant(),
            last == null ? "" : last.name(),
            scope == null ? "" : scope.workspace(),
            scope == null ? "" : scope.workflow(),
            scope == null ? "" : scope.node(),
            limit)
        .query((row, number) -> row(row))
        .list();
  }

  /** Puts the text that was sealed anew in place of the one before, unless a new value was set. */
  boolean replace(Row row, String resealed) {
    SecretScope scope = row.scope();
    return jdbc.sql(
                """
                UPDATE secret SET sealed = ?
                WHERE tenant = ? AND name = ? AND workspace = ? AND workflow = ? AND node = ?
                  AND sealed = ?
                """)
            .params(
                resealed,
                scope.tenant(),
                row.name(),
                scope.workspace(),
                scope.workflow(),
                scope.node(),
                row.sealed())
            .update()
        > 0;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new SecretScope(
            row.getString("tenant"),
            row.getString("workspace"),
            row.getString("workflow"),
            row.getString("node")),
        row.getString("name"),
        row.getString("sealed"));
  }

  private static SecretView view(ResultSet row) throws SQLException {
    String node = row.getString("node");
    SecretScope.Level level =
        row.getString("workspace").isEmpty()
            ? SecretScope.Level.TENANT
            : node.isEmpty() ? SecretScope.Level.WORKSPACE : SecretScope.Level.NODE;
    return new SecretView(
        row.getString("name"),
        level,
        node.isEmpty() ? null : row.getString("workflow"),
        node.isEmpty() ? null : node,
        row.getInt("version"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        row.getString("updated_by"));
  }
}
