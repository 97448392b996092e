package io.fluxo.bench;

import java.util.List;

/** What a run costs when many have been finished before it. */
final class Scale {

  private static final double STEP_SECONDS = 5;

  private Scale() {}

  /** Fills the store with finished runs, and measures both workloads at each of the counts. */
  static void measure(Measurement measurement, List<Long> counts) throws Exception {
    for (long count : counts) {
      long finished = finished(measurement.database());
      while (finished < count) {
        measurement.load().closed(Workload.A, 64, STEP_SECONDS);
        finished = finished(measurement.database());
      }
      Report report = measurement.report();
      report.heading("With " + finished + " finished runs", Measurement.COLUMNS);
      measurement.line(Workload.A, 64);
      measurement.line(Workload.B, 64);
      double heap = Heap.used(measurement.application().pid());
      report.keep("heap MiB with " + finished + " finished runs", heap);
      Report.print("");
      Report.print("Heap after a full collection: " + Report.number(heap) + " MiB");
    }
  }

  private static long finished(DatabaseAddress database) throws java.sql.SQLException {
    try (java.sql.Connection connection = database.connect();
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet row =
            statement.executeQuery("SELECT sum(runs_completed) FROM run_count")) {
      row.next();
      return row.getLong(1);
    }
  }
}
