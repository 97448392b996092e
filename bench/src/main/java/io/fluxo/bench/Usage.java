package io.fluxo.bench;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the machine has spent up to a moment. */
record Usage(double jvm, double postgres, double client, long wal, long tables, long events) {

  static Usage now(Application application, DatabaseAddress database)
      throws IOException, SQLException {
    try (java.sql.Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
                  (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
                   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%'
                     AND n.nspname NOT IN ('information_schema', 'bench')),
                  (SELECT coalesce(max(global_index), 0) FROM event)
                """)) {
      row.next();
      return new Usage(
          CpuTime.of(application.pid()),
          CpuTime.ofFamily(database.postmaster()),
          CpuTime.of(ProcessHandle.current().pid()),
          row.getLong(1),
          row.getLong(2),
          row.getLong(3));
    }
  }

  /** What was spent since the earlier moment. */
  Usage since(Usage before) {
    return new Usage(
        jvm - before.jvm,
        postgres - before.postgres,
        client - before.client,
        wal - before.wal,
        tables - before.tables,
        events - before.events);
  }
}
