package io.fluxo.query.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.run.Attention;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.SealedColumns;
import io.fluxo.query.text.StoredText;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of runs: read and written many at once, each time with one statement. */
@Component
final class RunTable {
  // A look-up for each: a plan for all at once, made while the table is small, reads it from end to
  // end, and goes on doing so when it has grown.
  static final String LOAD =
      """
      SELECT v.* FROM unnest(?, ?, ?) k (tenant, workspace, run_id)
      CROSS JOIN LATERAL (SELECT * FROM run_view r WHERE r.tenant = k.tenant
        AND r.workspace = k.workspace AND r.run_id = k.run_id LIMIT 1) v
      """;
  private static final String SAVE =
      """
      INSERT INTO run_view (tenant, workspace, run_id, workflow, version, status, trigger,
        business_key, parent, correlation, started_at, updated_at, ended_at, failed_node, failure,
        events, open, steps_completed, steps_failed, flags, attention,
        business_sealed)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
        ?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::int[],
        ?::text[], ?::text[], ?::text[])
      ON CONFLICT (tenant, workspace, run_id) DO UPDATE SET
        status = excluded.status, updated_at = excluded.updated_at, ended_at = excluded.ended_at,
        failed_node = excluded.failed_node, failure = excluded.failure, events = excluded.events,
        open = excluded.open, steps_completed = excluded.steps_completed,
        steps_failed = excluded.steps_failed, flags = excluded.flags,
        attention = excluded.attention
      """;
  private static final String COUNT =
      """
      INSERT INTO run_count AS c VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, workspace) DO UPDATE SET
        runs_waiting = c.runs_waiting + excluded.runs_waiting,
        runs_active = c.runs_active + excluded.runs_active,
        runs_completed = c.runs_completed + excluded.runs_completed,
        runs_failed = c.runs_failed + excluded.runs_failed,
        steps_waiting = c.steps_waiting + excluded.steps_waiting,
        steps_active = c.steps_active + excluded.steps_active,
        steps_completed = c.steps_completed + excluded.steps_completed,
        steps_failed = c.steps_failed + excluded.steps_failed
      """;

  private static final String MESSAGE = "run_view.failure";
  private static final String BUSINESS_KEY = "run_view.business_key";

  private final JdbcTemplate jdbc;
  private final SealedColumns sealed;
  private final ObjectMapper mapper = Json.mapper();

  RunTable(JdbcTemplate jdbc, SealedColumns sealed) {
    this.jdbc = jdbc;
    this.sealed = sealed;
  }

  /** The rows of those of the runs that have one. */
  Map<RunKey, RunState> load(Collection<RunKey> keys) {
    Map<RunKey, RunState> found = new HashMap<>();
    jdbc.query(
        LOAD,
        (ResultSet row) -> {
          RunState state = read(row);
          found.put(state.key, state);
        },
        texts(keys, RunKey::tenant),
        texts(keys, RunKey::workspace),
        texts(keys, RunKey::runId));
    return found;
  }

  void save(List<RunState> runs) {
    if (runs.isEmpty()) {
      return;
    }
    jdbc.update(
        SAVE,
        texts(runs, run -> run.key.tenant()),
        texts(runs, run -> run.key.workspace()),
        texts(runs, run -> run.key.runId()),
        texts(runs, run -> run.workflow),
        texts(runs, run -> run.version),
        texts(runs, run -> run.status().text()),
        texts(runs, run -> run.trigger.text()),
        texts(runs, this::hiddenKey),
        texts(runs, run -> run.parent),
        texts(runs, run -> run.correlation),
        texts(runs, run -> run.startedAt),
        texts(runs, run -> run.updatedAt),
        texts(runs, run -> run.endedAt),
        texts(runs, run -> run.failedNode),
        texts(runs, run -> run.failure == null ? null : write(run, run.failure)),
        texts(runs, run -> run.events),
        texts(runs, run -> run.open),
        texts(runs, run -> run.stepsCompleted),
        texts(runs, run -> run.stepsFailed),
        texts(runs, run -> run.flags),
        texts(
            runs,
            run -> {
              Attention attention = run.attention();
              return attention == null ? null : attention.text();
            }),
        texts(runs, this::sealedKey));
  }

  /** Adds differences to the counts of workspaces. */
  void count(Map<Workspace, RunCounts> changes) {
    changes.forEach(
        (of, by) -> {
          if (!by.equals(RunCounts.NONE)) {
            jdbc.update(
                COUNT,
                of.tenant(),
                of.workspace(),
                by.runsWaiting(),
                by.runsActive(),
                by.runsCompleted(),
                by.runsFailed(),
                by.stepsWaiting(),
                by.stepsActive(),
                by.stepsCompleted(),
                by.stepsFailed());
          }
        });
  }

  void clear() {
    // The application's role may delete rows, but not truncate tables.
    jdbc.update("DELETE FROM run_view");
    jdbc.update("DELETE FROM run_count");
  }

  /** A row, as it was saved. */
  RunState read(ResultSet row) throws SQLException {
    RunState run =
        new RunState(
            new RunKey(
                row.getString("tenant"), row.getString("workspace"), row.getString("run_id")),
            row.getString("correlation"));
    run.workflow = row.getString("workflow");
    run.version = row.getInt("version");
    run.trigger = TriggerKind.of(row.getString("trigger"));
    run.businessKey = businessKey(row, run.key);
    run.parent = row.getString("parent");
    run.startedAt = row.getTimestamp("started_at").toInstant();
    run.updatedAt = row.getTimestamp("updated_at").toInstant();
    Timestamp ended = row.getTimestamp("ended_at");
    if (ended != null) {
      run.endedAt = ended.toInstant();
      run.ended = RunStatus.of(row.getString("status"));
    }
    run.failedNode = row.getString("failed_node");
    String failure = row.getString("failure");
    run.failure = failure == null ? null : failure(run.key, failure);
    run.events = row.getLong("events");
    run.open = OpenActivations.parse(row.getString("open"));
    run.stepsCompleted = row.getInt("steps_completed");
    run.stepsFailed = row.getInt("steps_failed");
    run.flags = RunFlags.parse(row.getString("flags"));
    return run;
  }

  /** Class and kind are looked for; what it says is sealed. */
  private String write(RunState run, Failure failure) {
    String message = sealed.write(run.key.tenant(), run.key.runId(), MESSAGE, failure.message());
    try {
      return mapper.writeValueAsString(
          new Failure(failure.errorClass(), message, failure.retryable()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Failure failure(RunKey run, String text) {
    try {
      Failure stored = mapper.readValue(text, Failure.class);
      String message = sealed.text(run.tenant(), run.runId(), MESSAGE, stored.message());
      return new Failure(stored.errorClass(), message, stored.retryable());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable String hiddenKey(RunState run) {
    return run.businessKey == null
        ? null
        : sealed.hidden(run.key.tenant(), SealedColumns.key(run.key.workspace(), run.businessKey));
  }

  private @Nullable String sealedKey(RunState run) {
    return run.businessKey == null
        ? null
        : sealed.write(run.key.tenant(), run.key.runId(), BUSINESS_KEY, run.businessKey);
  }

  /** Rows that were written before keys were sealed have the key itself in place of its hash. */
  private @Nullable String businessKey(ResultSet row, RunKey run) throws SQLException {
    String stored = row.getString("business_sealed");
    return stored == null
        ? row.getString("business_key")
        : sealed.text(run.tenant(), run.runId(), BUSINESS_KEY, stored);
  }

  /** One column of many rows, as a parameter that the driver sends as a text array. */
  private static <T> Object texts(Collection<T> rows, Function<T, @Nullable Object> column) {
    @Nullable String[] texts = new String[rows.size()];
    int at = 0;
    for (T row : rows) {
      Object value = column.apply(row);
      texts[at++] = value == null ? null : StoredText.of(value.toString());
    }
    return texts;
  }
}
