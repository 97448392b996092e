package io.fluxo.query.humantask;

import static java.util.Objects.requireNonNullElse;

import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.SealedColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of tasks: read and written many at once, each time with one statement. */
@Component
final class TaskTable {
  // A look-up for each, as for runs: a plan for all at once would read the table from end to end.
  static final String LOAD =
      """
      SELECT v.* FROM unnest(?, ?, ?) k (tenant, workspace, task_id)
      CROSS JOIN LATERAL (SELECT * FROM task_view t WHERE t.tenant = k.tenant
        AND t.workspace = k.workspace AND t.task_id = k.task_id LIMIT 1) v
      """;
  private static final String SAVE =
      """
      INSERT INTO task_view (tenant, workspace, task_id, kind, state, text, owner, candidates,
        excluded, voted, priority, workflow, run, node, business_key, start_by, due, stopped_at,
        suspended, held, started, escalated, search, outcome, answered_by, created_at, updated_at,
        ended_at, sequence, business_sealed)
      SELECT tenant, workspace, task_id, kind, state, text, owner, candidates::text[],
        excluded::text[], voted::text[], priority, workflow, run, node, business_key, start_by,
        due, stopped_at, suspended, held, started, escalated, search, outcome, answered_by,
        created_at, updated_at, ended_at, sequence, business_sealed
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::boolean[], ?::boolean[],
        ?::boolean[], ?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
        ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::text[])
        AS k (tenant, workspace, task_id, kind, state, text, owner, candidates, excluded, voted,
          priority, workflow, run, node, business_key, start_by, due, stopped_at, suspended, held,
          started, escalated, search, outcome, answered_by, created_at, updated_at, ended_at,
          sequence, business_sealed)
      ON CONFLICT (tenant, workspace, task_id) DO UPDATE SET
        state = excluded.state, owner = excluded.owner, candidates = excluded.candidates,
        voted = excluded.voted, priority = excluded.priority, start_by = excluded.start_by,
        due = excluded.due, stopped_at = excluded.stopped_at, suspended = excluded.suspended,
        held = excluded.held, started = excluded.started, escalated = excluded.escalated,
        outcome = excluded.outcome, answered_by = excluded.answered_by,
        updated_at = excluded.updated_at, ended_at = excluded.ended_at,
        sequence = excluded.sequence
      """;

  private static final String BUSINESS_KEY = "task_view.business_key";
  private static final String TEXT = "task_view.text";
  private static final String SEARCH = "task_view.search";

  private final JdbcTemplate jdbc;
  private final SealedColumns sealed;

  TaskTable(JdbcTemplate jdbc, SealedColumns sealed) {
    this.jdbc = jdbc;
    this.sealed = sealed;
  }

  /** The rows of those of the tasks that have one. */
  Map<TaskKey, TaskFold> load(Collection<TaskKey> keys) {
    Map<TaskKey, TaskFold> found = new HashMap<>();
    jdbc.query(
        LOAD,
        (ResultSet row) -> {
          TaskFold task = read(row);
          found.put(task.key, task);
        },
        Columns.of(keys, TaskKey::tenant),
        Columns.of(keys, TaskKey::workspace),
        Columns.of(keys, TaskKey::taskId));
    return found;
  }

  void save(List<TaskFold> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    List<Function<TaskFold, @Nullable Object>> columns =
        List.of(
            task -> task.key.tenant(),
            task -> task.key.workspace(),
            task -> task.key.taskId(),
            task -> task.kind.text(),
            task -> task.state().text(),
            task -> task.storedText == null ? write(task, TEXT, task.text) : task.storedText,
            task -> task.owner,
            task -> Columns.array(task.candidates),
            task -> Columns.array(task.excluded),
            task -> Columns.array(task.voted),
            task -> task.priority,
            task -> task.workflow,
            TaskFold::run,
            task -> task.node,
            task -> task.storedKey == null ? hiddenKey(task) : task.storedKey,
            task -> task.startBy,
            task -> task.due,
            task -> task.stoppedAt,
            task -> task.suspended,
            task -> task.held,
            task -> task.started,
            task -> task.escalated,
            task ->
                task.storedSearch == null ? write(task, SEARCH, task.search) : task.storedSearch,
            task -> task.outcome,
            task -> task.answeredBy,
            task -> task.createdAt,
            task -> task.updatedAt,
            task -> task.endedAt,
            task -> task.sequence,
            task ->
                task.businessKey == null
                    ? null
                    : task.sealedKey == null
                        ? sealed.write(
                            task.key.tenant(), task.key.taskId(), BUSINESS_KEY, task.businessKey)
                        : task.sealedKey);
    jdbc.update(SAVE, columns.stream().map(column -> Columns.of(tasks, column)).toArray());
  }

  private @Nullable String hiddenKey(TaskFold task) {
    return task.businessKey == null
        ? null
        : sealed.hidden(
            task.key.tenant(), SealedColumns.key(task.key.workspace(), task.businessKey));
  }

  private String write(TaskFold task, String column, Payload value) {
    return sealed.write(task.key.tenant(), task.key.taskId(), column, value);
  }

  void clear() {
    // The application's role may delete rows, but not truncate tables.
    jdbc.update("DELETE FROM task_view");
  }

  /** A row, as it was saved. */
  TaskFold read(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant");
    String id = row.getString("task_id");
    TaskFold task = new TaskFold(new TaskKey(tenant, row.getString("workspace"), id));
    task.kind = TaskKind.of(row.getString("kind"));
    String text = row.getString("text");
    task.storedText = text;
    task.text = sealed.read(tenant, id, TEXT, text);
    task.owner = row.getString("owner");
    task.candidates = Columns.list(row, "candidates");
    task.excluded = Columns.list(row, "excluded");
    task.voted = Columns.list(row, "voted");
    task.priority = row.getInt("priority");
    task.workflow = row.getString("workflow");
    task.node = row.getString("node");
    task.storedKey = row.getString("business_key");
    task.sealedKey = row.getString("business_sealed");
    task.businessKey =
        task.sealedKey == null
            ? task.storedKey
            : sealed.text(tenant, id, BUSINESS_KEY, task.sealedKey);
    task.startBy = Columns.time(row, "start_by");
    task.due = Columns.time(row, "due");
    task.stoppedAt = Columns.time(row, "stopped_at");
    task.suspended = row.getBoolean("suspended");
    task.held = row.getBoolean("held");
    task.started = row.getBoolean("started");
    task.escalated = row.getInt("escalated");
    String search = row.getString("search");
    task.storedSearch = search;
    task.search = sealed.read(tenant, id, SEARCH, search);
    task.outcome = row.getString("outcome");
    task.answeredBy = row.getString("answered_by");
    task.createdAt = requireNonNullElse(Columns.time(row, "created_at"), Instant.EPOCH);
    task.updatedAt = requireNonNullElse(Columns.time(row, "updated_at"), Instant.EPOCH);
    task.endedAt = Columns.time(row, "ended_at");
    task.ended = task.endedAt == null ? null : TaskState.of(row.getString("state"));
    task.sequence = row.getLong("sequence");
    return task;
  }
}
