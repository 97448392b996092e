package io.fluxo.query.report;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums over the rows of a workspace, which follow from the events. */
@Component
final class ReportRows {

  /** Outcomes that are decisions against somebody. */
  static final List<String> REFUSALS = List.of("rejected", "invalid");

  /** A workflow as it is now; the definition is null for one that was never published. */
  record Workflow(String id, String name, int version, @Nullable String definition) {}

  /** Runs of a workflow that began in a time and stand so. */
  record Runs(String workflow, String status, long count, double seconds, boolean over) {}

  /** Tasks of a workflow that were asked for in a time. */
  record Tasks(
      long count,
      long answered,
      long pending,
      long overdue,
      long inTime,
      long late,
      @Nullable Double seconds) {}

  /** A task that ended with a refusal. */
  record Refused(String task, @Nullable String workflow, String outcome, Instant at) {}

  private final JdbcClient jdbc;

  ReportRows(@Qualifier("reading") JdbcTemplate reading) {
    this.jdbc = JdbcClient.create(reading);
  }

  List<Workflow> workflows() {
    return jdbc.sql(
            """
            SELECT w.id, w.name, w.version, v.definition FROM workflow_view w
              LEFT JOIN workflow_version v ON v.tenant = w.tenant AND v.workspace = w.workspace
                                          AND v.id = w.id AND v.version = w.version
             ORDER BY w.id
            """)
        .query(
            (row, number) ->
                new Workflow(
                    row.getString("id"),
                    row.getString("name"),
                    row.getInt("version"),
                    row.getString("definition")))
        .list();
  }

  List<Runs> runs(Instant from, Instant to) {
    return jdbc.sql(
            """
            SELECT workflow, status, ended_at IS NOT NULL AS over, count(*) AS count,
                   coalesce(sum(extract(epoch FROM ended_at - started_at)), 0) AS seconds
              FROM run_view WHERE started_at >= :from AND started_at < :to
             GROUP BY workflow, status, ended_at IS NOT NULL
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(
            (row, number) ->
                new Runs(
                    row.getString("workflow"),
                    row.getString("status"),
                    row.getLong("count"),
                    row.getDouble("seconds"),
                    row.getBoolean("over")))
        .list();
  }

  /** The newest runs of a workflow that began in a time. */
  List<String> newest(String workflow, Instant from, Instant to, int limit) {
    return jdbc.sql(
            """
            SELECT run_id FROM run_view
             WHERE workflow = :workflow AND started_at >= :from AND started_at < :to
             ORDER BY run_id DESC LIMIT :limit
            """)
        .param("workflow", workflow)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  Map<String, Tasks> tasks(Instant from, Instant to, Instant now) {
    Map<String, Tasks> tasks = new HashMap<>();
    jdbc.sql(
            """
            SELECT coalesce(workflow, '') AS workflow, count(*) AS count,
                   count(*) FILTER (WHERE outcome IS NOT NULL) AS answered,
                   count(*) FILTER (WHERE ended_at IS NULL) AS pending,
                   count(*) FILTER (WHERE ended_at IS NULL AND due < :now) AS overdue,
                   count(*) FILTER (WHERE outcome IS NOT NULL AND ended_at <= due) AS in_time,
                   count(*) FILTER (WHERE outcome IS NOT NULL AND ended_at > due) AS late,
                   avg(extract(epoch FROM ended_at - created_at))
                     FILTER (WHERE outcome IS NOT NULL) AS seconds
              FROM task_view WHERE created_at >= :from AND created_at < :to
             GROUP BY coalesce(workflow, '')
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("now", Timestamp.from(now))
        .query(
            row -> {
              double seconds = row.getDouble("seconds");
              boolean none = row.wasNull();
              tasks.put(
                  row.getString("workflow"),
                  new Tasks(
                      row.getLong("count"),
                      row.getLong("answered"),
                      row.getLong("pending"),
                      row.getLong("overdue"),
                      row.getLong("in_time"),
                      row.getLong("late"),
                      none ? null : seconds));
            });
    return tasks;
  }

  Map<String, Map<String, Long>> decisions(Instant from, Instant to) {
    Map<String, Map<String, Long>> decisions = new HashMap<>();
    jdbc.sql(
            """
            SELECT coalesce(workflow, '') AS workflow, outcome, count(*) AS count FROM task_view
             WHERE outcome IS NOT NULL AND created_at >= :from AND created_at < :to
             GROUP BY coalesce(workflow, ''), outcome
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(
            row -> {
              decisions
                  .computeIfAbsent(row.getString("workflow"), id -> new TreeMap<>())
                  .put(row.getString("outcome"), row.getLong("count"));
            });
    return decisions;
  }

  /** Refusals of tasks that were asked for in a time, the newest first. */
  List<Refused> refusals(Instant from, Instant to, int limit) {
    return jdbc.sql(
            """
            SELECT task_id, workflow, outcome, ended_at FROM task_view
             WHERE outcome = ANY (:refusals) AND created_at >= :from AND created_at < :to
             ORDER BY created_at DESC, task_id DESC LIMIT :limit
            """)
        .param("refusals", REFUSALS.toArray(String[]::new))
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("limit", limit)
        .query(
            (row, number) ->
                new Refused(
                    row.getString("task_id"),
                    row.getString("workflow"),
                    row.getString("outcome"),
                    row.getTimestamp("ended_at").toInstant()))
        .list();
  }
}
