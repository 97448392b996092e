package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.TaskQuery.ListTasks;

/**
 * How inboxes are read off their lines: so many of each of a person's principals, in the order of
 * the index, put together. What belongs to others is never looked at.
 */
final class InboxSql {

  /** A stand-in of somebody who is barred is so in that one's place alone. */
  private static final String OF_SOURCE =
      """
      WHERE l.tenant = :tenant AND l.workspace = :workspace AND l.principal = s.principal
        AND (s.how = 'had' OR NOT l.barred && CAST(:principals AS text[])
          AND (s.how = 'asked' OR NOT s.principal = ANY (l.barred)))
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
    sql.append(" FROM task_line l ").append(OF_SOURCE);
    sql.append(order == Place.Order.late ? LATE + AFTER_LATE : AFTER_URGENT);
    if (query.workflow() != null) {
      sql.append(" AND l.workflow = :workflow");
    }
    if (query.state() != null) {
      sql.append(" AND EXISTS (SELECT 1 FROM task_view v WHERE v.tenant = l.tenant")
          .append(" AND v.workspace = l.workspace AND v.task_id = l.task_id")
          .append(" AND v.state = :state OFFSET 0)");
    }
    sql.append(fields(query, "l"));
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

  /** What is asked of the fields of a row or line; each begins with AND. */
  static String fields(ListTasks query, String of) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < query.fields().size(); i++) {
      sql.append(
          " AND EXISTS (SELECT 1 FROM task_field f WHERE f.tenant = %1$s.tenant".formatted(of)
              + " AND f.workspace = %1$s.workspace AND f.task_id = %1$s.task_id AND ".formatted(of)
              + field(i)
              + " OFFSET 0)");
    }
    return sql.toString();
  }

  /** A field of just that value; rows that were written before values were hidden have it plain. */
  static String field(int i) {
    return "f.name = :name%1$d AND f.value IN (:value%1$d, :plain%1$d)".formatted(i);
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
        + OF_SOURCE
        + late
        + " LIMIT :most) l WHERE true"
        + which
        + " LIMIT :most) c)";
  }
}
