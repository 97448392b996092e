package io.fluxo.connectors.evidence;

import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.context.Context;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of packs. */
@Component
final class PackTable {

  /** A pack as it is kept. */
  record Row(String sha256, String sealed) {}

  private final JdbcTemplate jdbc;

  PackTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The place in the store of the last event of a run, its steps and its tasks; 0 for none. */
  long last(String run) {
    Long found =
        jdbc.queryForObject(
            "SELECT coalesce(max(global_index), 0) FROM %s WHERE aggregate_id BETWEEN ? AND ?"
                .formatted(Tables.EVENT),
            Long.class,
            run,
            run + "-:"); // the store orders ids by byte: the run, and all that begin with <run>-
    return found == null ? 0 : found;
  }

  /** The pack of a run up to a place, null where there is none. */
  @Nullable Row find(Context context, String run, long position) {
    List<Row> found =
        jdbc.query(
            """
            SELECT sha256, sealed FROM evidence_pack
             WHERE tenant = ? AND workspace = ? AND run = ? AND position = ?
            """,
            (row, number) -> new Row(row.getString(1), row.getString(2)),
            context.tenant(),
            context.workspace(),
            run,
            position);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Keeps a pack; false where there is one already. */
  boolean keep(Context context, String run, long position, Row pack, Instant now) {
    return jdbc.update(
            """
            INSERT INTO evidence_pack (tenant, workspace, run, position, sha256, made_at, sealed)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            context.tenant(),
            context.workspace(),
            run,
            position,
            pack.sha256(),
            Timestamp.from(now),
            pack.sealed())
        > 0;
  }
}
