package io.fluxo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The benchmark: see docs/benchmarks.md. */
public final class Benchmark {

  private final Settings settings;
  private final Report report = new Report();
  private double startupOfMinimal;

  private Benchmark(Settings settings) {
    this.settings = settings;
  }

  /**
   * Measures and prints.
   *
   * @param arguments none
   * @throws Exception when the application does not start or a measurement is impossible
   */
  public static void main(String[] arguments) throws Exception {
    new Benchmark(Settings.fromSystemProperties()).run();
  }

  private void run() throws Exception {
    Path data = Files.createTempDirectory("fluxo-bench").toAbsolutePath();
    Files.createDirectories(settings.out());
    Path log = settings.out().resolve("application.log");
    Path jar = Application.jarIn(settings.jars(), "fluxo-api-.*\\.jar");
    Path minimal = Application.jarIn(settings.out(), "fluxo-bench-.*-minimal\\.jar");
    if (settings.onlyProof()) {
      proof(jar, data, log);
      return;
    }
    Report.print("Data in " + data + ", log of the application in " + log);
    try {
      Baselines base;
      try (Application application = Application.start(jar, data, log)) {
        DatabaseAddress database = DatabaseAddress.of(data);
        publish(application.port());
        base = baselines(database);
        measure(application, database, base);
        if (settings.onlyPeople()) {
          return;
        }
        startupOfMinimal =
            Startups.ofMinimal(minimal, database, settings.out().resolve("minimal.log"));
        report.keep("startup of the minimal application, seconds", startupOfMinimal);
        double replayed = Replay.measure(application, jar, data, log);
        report.keep("replayed events per second", replayed);
        report.atLeast("replay, in batched rows", replayed / base.batched(), 0.35, 0.5);
      }
      engine(jar, data, base);
      startups(jar, data, log);
      new Proof(settings, report).measure(jar, data.resolve("proof"), log);
    } finally {
      report.goals();
      report.writeTo(settings.out().resolve("results.json"));
      delete(data);
    }
  }

  private void proof(Path jar, Path data, Path log) throws Exception {
    try {
      new Proof(settings, report).measure(jar, data, log);
    } finally {
      report.goals();
      report.writeTo(settings.out().resolve("results.json"));
      delete(data);
    }
  }

  private Baselines baselines(DatabaseAddress database) throws Exception {
    Baselines base = Baselines.measure(database, settings.seconds() / 2);
    report.heading("Baselines of plain JDBC", "what", "per second");
    report.row("single-row commits, 1 thread", base.single1());
    report.row("single-row commits, 8 threads", base.single8());
    report.row("J: 11 rows per commit, 8 threads", base.j());
    report.row("batched rows", base.batched());
    report.keep("baselines", base);
    return base;
  }

  private void measure(Application application, DatabaseAddress database, Baselines base)
      throws Exception {
    if (settings.onlyPeople()) {
      people(application, database, base);
      return;
    }
    Load load = new Load(application.port());
    for (Workload workload : Workload.values()) {
      load.closed(workload, 64, settings.warmup() / 2);
    }
    Measurement measurement = new Measurement(application, database, load, settings, report);
    report.heading("Over HTTP", Measurement.COLUMNS);
    // The busiest first: a compiler at work on two cores is half of what one client would measure.
    Measurement.Line a = measurement.line(Workload.A, 64);
    measurement.line(Workload.A, 16);
    double single = measurement.line(Workload.A, 1).p50();
    Measurement.Line b = measurement.line(Workload.B, 64);
    measurement.line(Workload.B, 16);
    measurement.line(Workload.B, 1);
    Load.Result open = load.open(Workload.B, 100, 32, 10);
    Latencies visible = visible(application, database, load, b.rate() / 4);
    report.atLeast("A, 64 clients, in J", a.rate() / base.j(), 0.33, 0.55);
    report.atLeast("B, 64 clients, in J", b.rate() / base.j(), 0.22, 0.40);
    report.atMost("visible at a quarter of the top rate, p99 ms", visible.millis(0.99), 100, 25);
    report.atMost("B at 100 runs/s, p50 ms", open.latencies().millis(0.5), 10, 4);
    report.atMost("B at 100 runs/s, p99 ms", open.latencies().millis(0.99), 40, 15);
    report.atMost("A, one client, p50 in commits", single * base.single1() / 1e3, 8, 4);
    report.atMost("B, table bytes per run", b.tables(), 10_000, 7_000);
    report.atMost("B, WAL bytes per run", b.wal(), 13_000, 9_000);
    report.keep("visible p50 ms", visible.millis(0.5));
    report.keep("open loop failed", open.failed());
    people(application, database, base);
    Fairness.measure(application.port(), settings, report);
    Scale.measure(measurement, settings.scale());
  }

  private void people(Application application, DatabaseAddress database, Baselines base)
      throws Exception {
    new People(application, database, settings, report).measure(base.j());
    new Inboxes(application.port()).measure(settings.inboxes(), report);
  }

  private void engine(Path jar, Path data, Baselines base) throws Exception {
    Properties rates = EngineProcess.measure(jar, data, settings);
    report.heading(
        "Engine in one process, through the command gateway", "workload", "open runs", "runs/s");
    for (Workload workload : Workload.values()) {
      for (int inFlight : Engine.IN_FLIGHT) {
        report.row(workload, inFlight, rate(rates, workload, inFlight));
      }
    }
    report.keep("engine in-process, runs/s", rates);
    double a = rate(rates, Workload.A, Engine.IN_FLIGHT.get(0));
    double b = rate(rates, Workload.B, Engine.IN_FLIGHT.get(1));
    report.atLeast("A, engine in-process, 64 open runs, in J", a / base.j(), 1.0, 1.4);
    report.atLeast("B, engine in-process, 256 open runs, in J", b / base.j(), 0.8, 1.3);
  }

  private static double rate(Properties rates, Workload workload, int inFlight) {
    return Double.parseDouble(rates.getProperty(workload + "." + inFlight));
  }

  private Latencies visible(
      Application application, DatabaseAddress database, Load load, double rate) throws Exception {
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Future<Load.Result> others =
          background.submit(() -> load.open(Workload.B, rate, 32, settings.seconds()));
      Latencies seen =
          Visibility.measure(application.port(), database, Workload.B, settings.seconds());
      report.keep("load while visibility was measured, runs/s", others.get().rate());
      return seen;
    }
  }

  private static void publish(int port) throws IOException {
    try (Connection connection = new Connection(port)) {
      for (Workload workload : Workload.values()) {
        workload.publish(connection, Connection.KEY);
        Connection.Answer run = connection.exchange(Load.start(workload));
        if (!Load.isCompleted(run)) {
          throw new IOException("The first run of " + workload + " was answered with " + run);
        }
      }
    }
  }

  private void startups(Path jar, Path data, Path log) throws IOException {
    double seconds = Startups.ofFluxo(jar, data, log);
    report.keep("startup seconds, median of 3", seconds);
    Report.print("");
    Report.print(
        "Ready after start with existing data: %s s, the minimal application: %s s"
            .formatted(Report.number(seconds), Report.number(startupOfMinimal)));
    report.atMost(
        "start, in starts of the minimal application", seconds / startupOfMinimal, 1.6, 1.2);
  }

  private static void delete(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
