package io.fluxo.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Rounds of one workload with one number of clients, and what they cost. */
record Measurement(
    Application application,
    DatabaseAddress database,
    Load load,
    Settings settings,
    Report report) {

  static final String[] COLUMNS = {
    "workload",
    "clients",
    "runs/s",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "failed",
    "CPU JVM s",
    "CPU PostgreSQL s",
    "CPU client s",
    "CPU us/run",
    "WAL B/run",
    "tables B/run",
    "events/run"
  };

  /** One line of the table; times in milliseconds. */
  record Line(
      double rate,
      double p50,
      double p95,
      double p99,
      long failed,
      Usage used,
      double wal,
      double tables,
      double events,
      double cpuMicros) {}

  Line line(Workload workload, int clients)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Latencies all = new Latencies();
    long failed = 0;
    double seconds = 0;
    Usage before = Usage.now(application, database);
    for (int round = 0; round < settings.rounds(); round++) {
      Load.Result result = load.closed(workload, clients, settings.seconds());
      all.addAll(result.latencies());
      failed += result.failed();
      seconds += result.seconds();
    }
    TimeUnit.SECONDS.sleep(1); // the read side catches up, so that its cost is counted too
    Usage used = Usage.now(application, database).since(before);
    double runs = Math.max(1, all.size());
    Line line =
        new Line(
            all.size() / seconds,
            all.millis(0.5),
            all.millis(0.95),
            all.millis(0.99),
            failed,
            used,
            used.wal() / runs,
            used.tables() / runs,
            used.events() / runs,
            (used.jvm() + used.postgres()) * 1e6 / runs);
    report.row(
        workload,
        clients,
        line.rate,
        line.p50,
        line.p95,
        line.p99,
        failed,
        used.jvm(),
        used.postgres(),
        used.client(),
        line.cpuMicros,
        line.wal,
        line.tables,
        line.events);
    report.keep(workload + " with " + clients, line);
    return line;
  }
}
