package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.TaskQuery.Inbox;
import io.fluxo.messages.humantask.TaskQuery.ListTasks;

/**
 * How tasks are found by something that only few have, or that have ended: their rows are read, and
 * those left out that the person has nothing to do with.
 */
final class RowSql {
  private static final String LATE_AT =
      "(CASE WHEN least(v.start_by, v.due) > v.stopped_at THEN NULL"
          + " ELSE least(v.start_by, v.due) END)";
  private static final String MINE = "(v.ended_at IS NULL AND v.owner = ANY (:owners))";
  private static final String AVAILABLE =
      """
      (v.state = 'ready' AND NOT v.excluded && CAST(:principals AS text[])
        AND NOT v.voted && CAST(:principals AS text[])
        AND (v.candidates && CAST(:principals AS text[]) OR EXISTS (
          SELECT 1 FROM unnest(CAST(:instead AS text[])) i (person)
          WHERE i.person = ANY (v.candidates) AND NOT i.person = ANY (v.excluded)
            AND NOT i.person = ANY (v.voted))))
      """;
  private static final String OWN = "(v.answered_by = :person OR :person = ANY (v.voted))";

  private RowSql() {}

  /** Whether a query is answered from the rows, whatever its fields. */
  static boolean answers(ListTasks query) {
    return query.inbox() == Inbox.done || query.run() != null || query.businessKey() != null;
  }

  /**
   * The statement.
   *
   * @param rare the number of the field that few tasks have, negative for none
   */
  static String page(ListTasks query, Place.Order order, int rare) {
    StringBuilder sql = new StringBuilder("SELECT v.* FROM ").append(base(query, rare));
    sql.append(" WHERE ").append(visible(query)).append(InboxSql.fields(query, "v"));
    if (query.state() != null) {
      sql.append(" AND v.state = :state");
    }
    if (query.workflow() != null) {
      sql.append(" AND v.workflow = :workflow");
    }
    sql.append(
        switch (order) {
          case urgent ->
              " AND (9 - v.priority, coalesce(v.due, 'infinity'), v.task_id)"
                  + " > (CAST(:urgency AS integer), CAST(:time AS timestamptz), :after)"
                  + " ORDER BY 9 - v.priority, coalesce(v.due, 'infinity'), v.task_id";
          case late ->
              " AND (%1$s, v.task_id) > (CAST(:time AS timestamptz), :after) ORDER BY %1$s, v.task_id"
                  .formatted(LATE_AT);
          case done ->
              " AND (v.ended_at, v.task_id) < (CAST(:time AS timestamptz), :after)"
                  + " ORDER BY v.ended_at DESC, v.task_id DESC";
        });
    return sql.append(" LIMIT :limit").toString();
  }

  private static String base(ListTasks query, int rare) {
    if (query.run() != null) {
      return few("v.task_id BETWEEN CAST(:run AS text) || '-' AND CAST(:run AS text) || '-:'");
    }
    if (query.businessKey() != null) {
      return few("v.business_key IN (:hiddenKey, :businessKey)");
    }
    if (rare >= 0) {
      return few(
          "v.task_id = ANY (ARRAY(SELECT f.task_id FROM task_field f WHERE f.tenant = :tenant"
              + " AND f.workspace = :workspace AND "
              + InboxSql.field(rare)
              + "))");
    }
    return query.who().manages()
        ? "(SELECT * FROM task_view v WHERE v.tenant = :tenant AND v.workspace = :workspace"
            + " AND v.ended_at IS NOT NULL) v"
        : """
          (SELECT v.* FROM (SELECT a.ended_at AS answered_at, a.task_id AS answered
              FROM task_answer a WHERE a.tenant = :tenant AND a.workspace = :workspace
                AND a.person = :person
                AND (a.ended_at, a.task_id) < (CAST(:time AS timestamptz), :after)
              ORDER BY a.ended_at DESC, a.task_id DESC) a
            CROSS JOIN LATERAL (SELECT * FROM task_view v WHERE v.tenant = :tenant
              AND v.workspace = :workspace AND v.task_id = a.answered LIMIT 1) v) v
          """;
  }

  /**
   * Rows that an index finds; OFFSET keeps the planner from walking in the order that is wanted.
   */
  private static String few(String condition) {
    return "(SELECT * FROM task_view v WHERE v.tenant = :tenant AND v.workspace = :workspace AND "
        + condition
        + " OFFSET 0) v";
  }

  private static String visible(ListTasks query) {
    return switch (query.inbox()) {
      case mine -> MINE;
      case available -> AVAILABLE;
      case overdue ->
          "(%s OR %s) AND %s < CAST(:now AS timestamptz)".formatted(MINE, AVAILABLE, LATE_AT);
      case all ->
          query.who().manages() ? "v.ended_at IS NULL" : "(%s OR %s)".formatted(MINE, AVAILABLE);
      case done ->
          query.who().manages() ? "v.ended_at IS NOT NULL" : "v.ended_at IS NOT NULL AND " + OWN;
    };
  }
}
