package io.fluxo.api.key;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.table.Texts;
import io.fluxo.api.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of API keys. */
@Component
final class KeyTable {

  private static final String WITHIN =
      "(cardinality(?::text[]) = 0 OR workspace = ANY (?::text[]))";

  private final JdbcTemplate jdbc;

  KeyTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The key of that id, unless it was revoked or its tenant is suspended. */
  Optional<StoredKey> live(String id) {
    return jdbc
        .query(
            """
            SELECT k.* FROM api_key k JOIN tenant t USING (tenant)
             WHERE k.id = ? AND k.revoked_at IS NULL AND t.state = 'active'
            """,
            (row, i) -> stored(row),
            id)
        .stream()
        .findFirst();
  }

  private static StoredKey stored(ResultSet row) throws SQLException {
    String workspace = row.getString("workspace");
    return new StoredKey(
        row.getString("sha256"),
        Times.readOrNull(row, "expires_at"),
        new Caller(
            row.getString("tenant"),
            "key:" + row.getString("id"),
            Set.copyOf(permissions(row)),
            workspace.isEmpty() ? List.of() : List.of(workspace),
            List.of(),
            null,
            Times.readOrNull(row, "expires_at")));
  }

  /** Whether there is or was a key of that id. */
  boolean exists(String id) {
    return !jdbc.queryForList("SELECT 1 FROM api_key WHERE id = ?", id).isEmpty();
  }

  void insert(String tenant, String sha256, KeyView key) {
    jdbc.update(
        """
        INSERT INTO api_key (id, tenant, workspace, sha256, name, permissions, created_by,
                             created_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        key.id(),
        tenant,
        key.workspace() == null ? "" : key.workspace(),
        sha256,
        key.name(),
        key.permissions().stream().map(Permission::text).toArray(String[]::new),
        key.createdBy(),
        Times.stored(key.createdAt()),
        Times.orNull(key.expiresAt()));
  }

  /**
   * The keys of a tenant, the oldest first.
   *
   * @param workspaces only those of these, unless empty
   */
  List<KeyView> list(String tenant, List<String> workspaces, @Nullable String after, int limit) {
    return jdbc.query(
        "SELECT * FROM api_key WHERE tenant = ? AND " + WITHIN + " AND id > ? ORDER BY id LIMIT ?",
        (row, i) -> view(row),
        tenant,
        Texts.array(workspaces),
        Texts.array(workspaces),
        after == null ? "" : after,
        limit);
  }

  private static KeyView view(ResultSet row) throws SQLException {
    String workspace = row.getString("workspace");
    return new KeyView(
        row.getString("id"),
        row.getString("name"),
        permissions(row),
        workspace.isEmpty() ? null : workspace,
        row.getString("created_by"),
        Times.read(row, "created_at"),
        Times.readOrNull(row, "expires_at"),
        Times.readOrNull(row, "used_at"),
        Times.readOrNull(row, "revoked_at"));
  }

  /** Whether there was such a key to revoke. */
  boolean revoke(String tenant, List<String> workspaces, String id, Instant now) {
    return jdbc.update(
            "UPDATE api_key SET revoked_at = ? WHERE tenant = ? AND "
                + WITHIN
                + " AND id = ? AND revoked_at IS NULL",
            Times.stored(now),
            tenant,
            Texts.array(workspaces),
            Texts.array(workspaces),
            id)
        > 0;
  }

  /** Notes when keys were last used. */
  void used(Map<String, Instant> uses) {
    Collection<Object[]> rows =
        uses.entrySet().stream()
            .map(use -> new Object[] {Times.stored(use.getValue()), use.getKey()})
            .toList();
    jdbc.batchUpdate("UPDATE api_key SET used_at = ? WHERE id = ?", List.copyOf(rows));
  }

  private static List<Permission> permissions(ResultSet row) throws SQLException {
    return Texts.of(row, "permissions").stream()
        .map(Permission::of)
        .sorted()
        .collect(Collectors.toUnmodifiableList());
  }
}
