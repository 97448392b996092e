package io.fluxo.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Workload C: a run asks a person, and a second request answers. A run counts when both were
 * answered as they should be; what is timed is the second.
 */
record People(Application application, DatabaseAddress database, Settings settings, Report report) {

  private static final String ID = "bench-c";
  private static final String YAML =
      """
      id: bench-c
      name: Bench C
      nodes:
        - id: approve
          type: human_task
          config:
            kind: approval
            title: "Order ${input.order}"
            candidates: {users: ["%s"]}
      """
          .formatted(Connection.ACTOR);
  private static final Pattern RUN = Pattern.compile("\"runId\"\\s*:\\s*\"([^\"]+)\"");

  static final String[] COLUMNS = {
    "clients",
    "runs/s",
    "answering p50 ms",
    "p95 ms",
    "p99 ms",
    "failed",
    "CPU us/run",
    "WAL B/run",
    "tables B/run",
    "events/run"
  };

  /** One line of the table. */
  record Line(double rate, double p99, double cpuMicros, double wal) {}

  static void publish(Connection connection) throws IOException {
    Connection.Answer answer =
        connection.exchange(
            Connection.request("POST", "/api/v1/workflows", "application/yaml", YAML));
    if (answer.status() != 201) {
      throw new IOException("Publishing C was answered with " + answer);
    }
  }

  void measure(double j)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    try (Connection connection = new Connection(application.port())) {
      publish(connection);
    }
    cycles(64, settings.warmup() / 3);
    report.heading("A run that waits for a person, over HTTP", COLUMNS);
    Line busy = line(64);
    line(16);
    line(1);
    report.keep("C, 64 clients, runs/s", busy.rate());
    report.keep("C, 64 clients, in J", busy.rate() / j);
    report.keep("C, 64 clients, answering p99 ms", busy.p99());
  }

  private Line line(int clients)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Usage before = Usage.now(application, database);
    Load.Result result = cycles(clients, settings.rounds() * settings.seconds());
    TimeUnit.SECONDS.sleep(1); // the read side catches up, so that its cost is counted too
    Usage used = Usage.now(application, database).since(before);
    double runs = Math.max(1, result.latencies().size());
    Line line =
        new Line(
            result.rate(),
            result.latencies().millis(0.99),
            (used.jvm() + used.postgres()) * 1e6 / runs,
            used.wal() / runs);
    report.row(
        clients,
        line.rate(),
        result.latencies().millis(0.5),
        result.latencies().millis(0.95),
        line.p99(),
        result.failed(),
        line.cpuMicros(),
        line.wal(),
        used.tables() / runs,
        used.events() / runs);
    report.keep("C with " + clients, line);
    return line;
  }

  private Load.Result cycles(int clients, double seconds)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long began = System.nanoTime();
    Latencies all = new Latencies();
    long failed = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Latencies> each = new ArrayList<>();
      List<Future<Long>> ends = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Latencies own = new Latencies();
        each.add(own);
        ends.add(threads.submit(() -> client(end, own)));
      }
      for (Future<Long> one : ends) {
        failed += one.get();
      }
      each.forEach(all::addAll);
    }
    return new Load.Result(all, failed, (System.nanoTime() - began) / 1e9);
  }

  private long client(long end, Latencies latencies) throws IOException {
    byte[] start =
        Connection.request(
            "POST", "/api/v1/workflows/" + ID + "/runs", "application/json", Workload.START);
    long failed = 0;
    try (Connection connection = new Connection(application.port())) {
      while (System.nanoTime() < end) {
        Matcher run = RUN.matcher(connection.exchange(start).body());
        if (!run.find()) {
          failed++;
          continue;
        }
        byte[] answer =
            Connection.request(
                "POST",
                "/api/v1/tasks/" + run.group(1) + "-1/complete",
                "application/json",
                "{\"outcome\":\"approved\"}");
        long asked = System.nanoTime();
        Connection.Answer done = connection.exchange(answer);
        if (done.status() == 200 && done.body().contains("\"state\":\"completed\"")) {
          latencies.add(System.nanoTime() - asked);
        } else {
          failed++;
        }
      }
    }
    return failed;
  }
}
