package io.fluxo.command.seal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The wrapped keys of data subjects, generation by generation. */
final class SubjectTable {

  /**
   * A generation.
   *
   * @param wrapped null once it was destroyed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(
      String id,
      int generation,
      String workspace,
      byte @Nullable [] wrapped,
      @Nullable Instant erasedAt) {

    /** How keys of runs refer to it. */
    String holder() {
      return id + "." + generation;
    }
  }

  private static final RowMapper<Row> ROW =
      (row, number) ->
          new Row(
              row.getString("id"),
              row.getInt("generation"),
              row.getString("workspace"),
              row.getBytes("wrapped"),
              row.getTimestamp("erased_at") == null
                  ? null
                  : row.getTimestamp("erased_at").toInstant());

  private final JdbcTemplate jdbc;

  SubjectTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** All generations, the oldest first. */
  List<Row> all(String tenant, String id) {
    return jdbc.query(
        "SELECT * FROM data_subject WHERE tenant = ? AND id = ? ORDER BY generation",
        ROW,
        tenant,
        id);
  }

  /** All generations, held against everybody else until the transaction ends. */
  List<Row> lock(String tenant, String id) {
    return jdbc.query(
        "SELECT * FROM data_subject WHERE tenant = ? AND id = ? ORDER BY generation FOR UPDATE",
        ROW,
        tenant,
        id);
  }

  /**
   * The newest one, held against an erasure until the transaction ends: either the erasure finds
   * the run that is begun with it, or the run finds it erased.
   */
  @Nullable Row newest(String tenant, String id) {
    List<Row> found =
        jdbc.query(
            "SELECT * FROM data_subject WHERE tenant = ? AND id = ?"
                + " ORDER BY generation DESC LIMIT 1 FOR SHARE",
            ROW,
            tenant,
            id);
    return found.isEmpty() ? null : found.getFirst();
  }

  @Nullable Row of(String tenant, String id, int generation) {
    List<Row> found =
        jdbc.query(
            "SELECT * FROM data_subject WHERE tenant = ? AND id = ? AND generation = ?",
            ROW,
            tenant,
            id,
            generation);
    return found.isEmpty() ? null : found.getFirst();
  }

  void keepFirst(
      String tenant, String workspace, String id, int generation, byte[] wrapped, Instant now) {
    jdbc.update(
        "INSERT INTO data_subject (tenant, id, generation, workspace, wrapped, created_at)"
            + " VALUES (?,?,?,?,?,?::timestamptz) ON CONFLICT DO NOTHING",
        tenant,
        id,
        generation,
        workspace,
        wrapped,
        now.toString());
  }

  /** Destroys all generations; answers how many were not destroyed before. */
  int destroy(String tenant, String id, Instant now) {
    return jdbc.update(
        "UPDATE data_subject SET wrapped = NULL, erased_at = ?::timestamptz"
            + " WHERE tenant = ? AND id = ? AND wrapped IS NOT NULL",
        now.toString(),
        tenant,
        id);
  }
}
