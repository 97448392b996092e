package io.fluxo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What sealing, the log and evidence packs cost: the same application with more and more of it
 * switched on, each with data of its own. They are measured in turns, so that a slow minute of the
 * machine is nobody's fault.
 */
final class Proof {

  /** What is switched on. */
  enum Variant {
    OFF("nothing", "false", "false", "on-demand"),
    SEALED("sealing", "true", "false", "on-demand"),
    LOGGED("sealing and the log", "true", "true", "on-demand"),
    ALL("sealing, the log and packs", "true", "true", "automatic");

    private final String words;
    private final String sealing;
    private final String log;
    private final String packs;

    Variant(String words, String sealing, String log, String packs) {
      this.words = words;
      this.sealing = sealing;
      this.log = log;
      this.packs = packs;
    }

    private List<String> arguments() {
      return List.of(
          "--fluxo.sealing.enabled=" + sealing,
          "--fluxo.log.enabled=" + log,
          "--fluxo.evidence.packs=" + packs);
    }
  }

  /** Sums over the rounds of one variant. */
  private static final class Sum {
    private double runs;
    private double seconds;
    private double cpu;
    private double wal;

    double rate() {
      return runs / seconds;
    }
  }

  private static final int CLIENTS = 64;
  private static final int LEAST_ROUNDS = 3;

  private final Settings settings;
  private final Report report;

  Proof(Settings settings, Report report) {
    this.settings = settings;
    this.report = report;
  }

  void measure(Path jar, Path data, Path log) throws Exception {
    Map<Workload, Map<Variant, Sum>> sums = new EnumMap<>(Workload.class);
    for (Workload workload : Workload.values()) {
      sums.put(workload, new EnumMap<>(Variant.class));
    }
    List<Variant> order = new ArrayList<>(List.of(Variant.values()));
    for (int round = 0; round < Math.max(LEAST_ROUNDS, settings.rounds()); round++) {
      for (Variant variant : order) {
        Path own = Files.createDirectories(data.resolve(variant.name()));
        try (Application application = Application.start(jar, own, log, variant.arguments())) {
          round(application, own, variant, sums);
        }
      }
      order = order.reversed(); // whatever grows worse does so for all
    }
    table(sums);
  }

  private void round(
      Application application, Path data, Variant variant, Map<Workload, Map<Variant, Sum>> sums)
      throws Exception {
    DatabaseAddress database = DatabaseAddress.of(data);
    Load load = new Load(application.port());
    if (!sum(sums, Workload.A).containsKey(variant)) {
      publish(application.port());
    }
    for (Workload workload : Workload.values()) {
      load.closed(workload, CLIENTS, settings.warmup() / 4);
      Usage before = Usage.now(application, database);
      Load.Result result = load.closed(workload, CLIENTS, settings.seconds());
      Usage used = Usage.now(application, database).since(before);
      Sum sum = sum(sums, workload).computeIfAbsent(variant, ignored -> new Sum());
      sum.runs += result.latencies().size();
      sum.seconds += settings.seconds();
      sum.cpu += (used.jvm() + used.postgres()) * 1e6;
      sum.wal += used.wal();
    }
  }

  private void table(Map<Workload, Map<Variant, Sum>> sums) {
    report.heading(
        "What proof costs, 64 clients over HTTP",
        "workload",
        "switched on",
        "runs/s",
        "of nothing",
        "CPU us/run",
        "WAL B/run");
    for (Workload workload : Workload.values()) {
      Map<Variant, Sum> of = sum(sums, workload);
      double off = rate(of, Variant.OFF);
      of.forEach(
          (variant, sum) -> {
            report.row(
                workload,
                variant.words,
                sum.rate(),
                sum.rate() / off,
                sum.cpu / sum.runs,
                sum.wal / sum.runs);
            report.keep(workload + " with " + variant.words + ", of nothing", sum.rate() / off);
          });
      report.atLeast(workload + ", sealing, of nothing", rate(of, Variant.SEALED) / off, 0.9, 0.95);
      report.atLeast(
          workload + ", with all proof, of nothing", rate(of, Variant.ALL) / off, 0.8, 0.9);
    }
  }

  private static Map<Variant, Sum> sum(Map<Workload, Map<Variant, Sum>> sums, Workload workload) {
    return Objects.requireNonNull(sums.get(workload));
  }

  private static double rate(Map<Variant, Sum> sums, Variant variant) {
    return Objects.requireNonNull(sums.get(variant)).rate();
  }

  private static void publish(int port) throws IOException {
    try (Connection connection = new Connection(port)) {
      for (Workload workload : Workload.values()) {
        workload.publish(connection, Connection.KEY);
      }
    }
  }
}
