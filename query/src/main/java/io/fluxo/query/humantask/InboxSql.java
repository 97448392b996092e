package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.TaskQuery.ListTasks;

/**
 * How inboxes are read off their lines: so many of each of a person's principals, in the order of
 * the index, put together. What belongs to others is never looked at.
 */
final class InboxSql {

  /**
   * Who of a principal may not take a task stands in its row, which is looked at where the line
   * says so, one at a time: a plan that hashed all rows would cost what all tasks cost.
   */
  private static final String MAY =
      """
      LEFT JOIN LATERAL (SELECT v.excluded, v.voted, v.candidates FROM task_view v
        WHERE l.restricted AND s.how <> 'had' AND v.tenant = l.tenant
          AND v.workspace = l.workspace AND v.task_id = l.task_id OFFSET 0) r ON true
      """;

  private static final String OF_SOURCE =
      """
      WHERE l.tenant = :tenant AND l.workspace = :workspace AND l.principal = s.principal
        AND (r.voted IS NULL OR NOT r.excluded && CAST(:principals AS text[])
          AND CASE s.how WHEN 'asked' THEN NOT :person = ANY (r.voted)
            ELSE NOT r.candidates && CAST(:principals AS text[])
              AND NOT s.principal = ANY (r.excluded) AND NOT s.principal = ANY (r.voted) END)
      """;

  private static final String LATE =
      " AND l.late_at < 'infinity' AND l.late_at < CAST(:now AS timestamptz)";

  private static final String SOURCES =
      " FROM unnest(CAST(:sources AS text[]), CAST(:hows AS text[])) s (principal, how)";

  private InboxSql() {}

  /** Those of the open tasks that a query asks for. */
  static String page(ListTasks query, Place.Order order) {
    String columns = order == Place.Order.late ? "late_at, task_id" : "urgency, due, task_id";
    String sorted = "l." + columns.replace(", ", ", l.");
    StringBuilder sql = new StringBuilder("SELECT v.* FROM (SELECT DISTINCT ").append(sorted);
    sql.append(SOURCES).append(" CROSS JOIN LATERAL (SELECT ").append(sorted);
    sql.append(" FROM task_line l ").append(MAY).append(OF_SOURCE);
    sql.append(order == Place.Order.late ? LATE + AFTER_LATE : AFTER_URGENT);
    if (query.workflow() != null) {
      sql.append(" AND l.workflow = :workflow");
    }
    String filters = filters(query);
    if (!filters.isEmpty()) {
      sql.append(" AND EXISTS (SELECT 1 FROM task_view v WHERE v.tenant = l.tenant")
          .append(" AND v.workspace = l.workspace AND v.task_id = l.task_id")
          .append(filters)
          .append(" OFFSET 0)");
    }
    sql.append(" ORDER BY ").append(sorted).append(" LIMIT :limit) l ORDER BY ").append(sorted);
    sql.append(" LIMIT :limit) l CROSS JOIN LATERAL (SELECT * FROM task_view v")
        .append(" WHERE v.tenant = :tenant AND v.workspace = :workspace")
        .append(" AND v.task_id = l.task_id LIMIT 1) v ORDER BY ")
        .append(sorted);
    return sql.toString();
  }

  private static final String AFTER_URGENT =
      " AND (l.urgency, l.due, l.task_id) > (CAST(:urgency AS smallint),"
          + " CAST(:time AS timestamptz), :after)";
  private static final String AFTER_LATE =
      " AND (l.late_at, l.task_id) > (CAST(:time AS timestamptz), :after)";

  /** What is asked of rows {@code v} beside the inbox and the workflow; each begins with AND. */
  static String filters(ListTasks query) {
    StringBuilder sql = new StringBuilder();
    if (query.state() != null) {
      sql.append(" AND v.state = :state");
    }
    for (int i = 0; i < query.fields().size(); i++) {
      sql.append(" AND EXISTS (SELECT 1 FROM task_field f WHERE f.tenant = v.tenant")
          .append(" AND f.workspace = v.workspace AND f.task_id = v.task_id AND ")
          .append(field(i))
          .append(" OFFSET 0)");
    }
    return sql.toString();
  }

  /** A field that begins with what is asked for. */
  static String field(int i) {
    return ("f.name = :name%1$d AND f.value >= :value%1$d"
            + " AND f.value < CAST(:value%1$d AS text) || chr(1114111)")
        .formatted(i);
  }

  /** How many tasks somebody has, may take, and is late with of both. */
  static String counts() {
    return "SELECT "
        + count(" AND s.how = 'had'", "")
        + " AS mine, "
        + count(" AND s.how <> 'had'", "")
        + " AS available, "
        + count("", LATE)
        + " AS overdue";
  }

  private static String count(String which, String late) {
    return "(SELECT count(*) FROM (SELECT DISTINCT l.task_id"
        + SOURCES
        + " CROSS JOIN LATERAL (SELECT l.task_id FROM task_line l "
        + MAY
        + OF_SOURCE
        + late
        + " LIMIT :most) l WHERE true"
        + which
        + " LIMIT :most) c)";
  }
}
