package io.fluxo.query.run;

import io.fluxo.messages.run.Attention;
import io.fluxo.messages.run.QueueStatistics;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery.ListDeadLetters;
import io.fluxo.messages.run.RunQuery.ListRuns;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.SealedColumns;
import io.fluxo.messages.workflow.WorkflowId;
import io.fluxo.query.text.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of runs, as read. */
@Component
final class RunList {
  private static final String SELECT =
      """
      SELECT r.*, w.hash FROM run_view r
      LEFT JOIN workflow_version w ON w.tenant = r.tenant AND w.workspace = r.workspace
        AND w.id = r.workflow AND w.version = r.version
      WHERE r.tenant = ? AND r.workspace = ?
      """;
  private static final QueueStatistics.Counts NONE = new QueueStatistics.Counts(0, 0, 0, 0);

  private final JdbcTemplate jdbc;
  private final RunTable table;
  private final SealedColumns sealed;

  RunList(@Qualifier("reading") JdbcTemplate jdbc, RunTable table, SealedColumns sealed) {
    this.sealed = sealed;
    this.jdbc = jdbc;
    this.table = table;
  }

  @Nullable RunView find(String tenant, String workspace, RunId run) {
    List<RunView> found =
        jdbc.query(
            SELECT + " AND r.run_id = ?",
            (row, number) -> read(row),
            tenant,
            workspace,
            run.value());
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Runs, newest first; one more than the page holds, to tell whether more follow. */
  List<RunView> list(ListRuns query, @Nullable RunId before) {
    StringBuilder sql = new StringBuilder(SELECT);
    List<Object> parameters = new ArrayList<>(List.of(query.tenant(), query.workspace()));
    RunStatus status = query.status();
    if (status == RunStatus.COMPLETED) {
      sql.append(" AND r.status = 'completed'");
    } else if (status != null) {
      // repeats the condition of the partial index, which a parameter alone would not prove
      sql.append(" AND r.status <> 'completed'");
      and(sql, parameters, "r.status = ?", status.text());
    }
    and(sql, parameters, "r.workflow = ?", StoredText.of(query.workflow()));
    String key = StoredText.of(query.businessKey());
    if (key != null) {
      // The key itself stands in rows that were written before keys were hidden.
      sql.append(" AND r.business_key IN (?, ?)");
      parameters.add(sealed.hidden(query.tenant(), SealedColumns.key(query.workspace(), key)));
      parameters.add(key);
    }
    and(sql, parameters, "r.started_at >= ?", utc(query.startedAfter()));
    and(sql, parameters, "r.started_at < ?", utc(query.startedBefore()));
    and(sql, parameters, "r.run_id < ?", before == null ? null : before.value());
    sql.append(" ORDER BY r.run_id DESC LIMIT ?");
    parameters.add(query.page().limit() + 1);
    return jdbc.query(sql.toString(), (row, number) -> read(row), parameters.toArray());
  }

  /** Runs that ask for a person, newest first; one more than the page holds. */
  List<RunView> dead(ListDeadLetters query, @Nullable RunId before) {
    StringBuilder sql = new StringBuilder(SELECT + " AND r.attention IS NOT NULL");
    List<Object> parameters = new ArrayList<>(List.of(query.tenant(), query.workspace()));
    Attention why = query.attention();
    and(sql, parameters, "r.attention = ?", why == null ? null : why.text());
    and(sql, parameters, "r.workflow = ?", StoredText.of(query.workflow()));
    and(sql, parameters, "r.failed_node = ?", StoredText.of(query.node()));
    and(
        sql,
        parameters,
        "r.failure::jsonb ->> 'errorClass' = ?",
        StoredText.of(query.errorClass()));
    and(sql, parameters, "r.run_id < ?", before == null ? null : before.value());
    sql.append(" ORDER BY r.run_id DESC LIMIT ?");
    parameters.add(query.page().limit() + 1);
    return jdbc.query(sql.toString(), (row, number) -> read(row), parameters.toArray());
  }

  QueueStatistics counts(String tenant, String workspace) {
    List<QueueStatistics> found =
        jdbc.query(
            "SELECT * FROM run_count WHERE tenant = ? AND workspace = ?",
            (row, number) -> new QueueStatistics(counts(row, "runs"), counts(row, "steps")),
            tenant,
            workspace);
    return found.isEmpty() ? new QueueStatistics(NONE, NONE) : found.getFirst();
  }

  /** A run as shown, from what was folded of it. */
  static RunView view(
      RunState run, String hash, @Nullable Payload input, @Nullable Payload output) {
    return new RunView(
        new RunId(run.key.runId()),
        new WorkflowRef(new WorkflowId(run.workflow), run.version, hash),
        run.status(),
        run.trigger,
        run.businessKey,
        run.parent,
        input,
        output,
        run.failure,
        run.failedNode,
        run.correlation,
        run.startedAt,
        run.updatedAt,
        run.endedAt,
        run.events,
        run.attention());
  }

  private RunView read(ResultSet row) throws SQLException {
    return view(table.read(row), Objects.requireNonNullElse(row.getString("hash"), ""), null, null);
  }

  private static QueueStatistics.Counts counts(ResultSet row, String what) throws SQLException {
    return new QueueStatistics.Counts(
        row.getLong(what + "_waiting"),
        row.getLong(what + "_active"),
        row.getLong(what + "_completed"),
        row.getLong(what + "_failed"));
  }

  private static void and(
      StringBuilder sql, List<Object> parameters, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(" AND ").append(condition);
      parameters.add(value);
    }
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
