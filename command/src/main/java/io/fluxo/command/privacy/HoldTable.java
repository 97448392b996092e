package io.fluxo.command.privacy;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.privacy.LegalHold;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** What must not be erased. */
final class HoldTable {

  private static final RowMapper<LegalHold> HOLD =
      (row, number) ->
          new LegalHold(
              row.getString("id"),
              LegalHold.Scope.of(row.getString("scope")),
              row.getString("target"),
              row.getString("reason"));

  private final JdbcTemplate jdbc;

  HoldTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  List<LegalHold> all(Context context) {
    return jdbc.query(
        "SELECT * FROM legal_hold WHERE tenant = ? AND workspace = ? ORDER BY set_at, id",
        HOLD,
        context.tenant(),
        context.workspace());
  }

  void add(Context context, LegalHold hold, Instant now) {
    jdbc.update(
        "INSERT INTO legal_hold (tenant, workspace, id, scope, target, reason, set_by, set_at)"
            + " VALUES (?,?,?,?,?,?,?,?::timestamptz)",
        context.tenant(),
        context.workspace(),
        hold.id(),
        hold.scope().text(),
        hold.target(),
        hold.reason(),
        context.actor(),
        now.toString());
  }

  /** Takes a hold away; null where there is none. */
  @Nullable LegalHold remove(Context context, String id) {
    List<LegalHold> removed =
        jdbc.query(
            "DELETE FROM legal_hold WHERE tenant = ? AND workspace = ? AND id = ? RETURNING *",
            HOLD,
            context.tenant(),
            context.workspace(),
            id);
    return removed.isEmpty() ? null : removed.getFirst();
  }

  /** Those of the runs that are held, whatever the hold is about. */
  List<String> held(String tenant, String workspace, Collection<String> runs) {
    return jdbc.queryForList(
        """
        SELECT r.id FROM unnest(?::text[]) r (id)
         WHERE EXISTS (
           SELECT 1 FROM legal_hold h WHERE h.tenant = ? AND h.workspace = ? AND (
             h.scope = 'workspace'
             OR h.scope = 'run' AND h.target = r.id
             OR h.scope = 'subject' AND h.target = (
               SELECT regexp_replace(k.holder, '[.][0-9]+$', '') FROM data_key k WHERE k.id = r.id)
             OR h.scope = 'workflow' AND h.target = (
               SELECT convert_from(e.payload, 'UTF8')::json #>> '{workflow,id}' FROM event e
                WHERE e.aggregate_id = r.id AND e.sequence = 0)))
        """,
        String.class,
        runs.toArray(String[]::new),
        tenant,
        workspace);
  }
}
