package io.fluxo.command.privacy;

import io.fluxo.messages.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long workspaces keep what runs hold. */
final class RetentionTable {

  private final JdbcTemplate jdbc;

  RetentionTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Nullable Integer days(String tenant, String workspace) {
    List<Integer> found =
        jdbc.queryForList(
            "SELECT days FROM retention WHERE tenant = ? AND workspace = ?",
            Integer.class,
            tenant,
            workspace);
    return found.isEmpty() ? null : found.getFirst();
  }

  void set(Context context, @Nullable Integer days) {
    if (days == null) {
      jdbc.update(
          "DELETE FROM retention WHERE tenant = ? AND workspace = ?",
          context.tenant(),
          context.workspace());
    } else {
      jdbc.update(
          """
          INSERT INTO retention (tenant, workspace, days) VALUES (?, ?, ?)
          ON CONFLICT (tenant, workspace) DO UPDATE SET days = excluded.days
          """,
          context.tenant(),
          context.workspace(),
          days);
    }
  }
}
