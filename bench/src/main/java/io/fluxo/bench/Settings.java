package io.fluxo.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How long to measure, and where things are; durations in seconds. */
record Settings(
    double warmup,
    int rounds,
    double seconds,
    List<Long> scale,
    List<Integer> inboxes,
    String only,
    Path jars,
    Path classes,
    Path out) {

  /** Whether only workload C and inboxes are measured. */
  boolean onlyPeople() {
    return only.equals("people");
  }

  /** Whether only what proof costs is measured. */
  boolean onlyProof() {
    return only.equals("proof");
  }

  static Settings fromSystemProperties() {
    double scale = Boolean.getBoolean("bench.quick") ? 0.5 : 1;
    return new Settings(
        scale * Double.parseDouble(System.getProperty("bench.warmup", "60")),
        Integer.getInteger("bench.rounds", 2),
        scale * Double.parseDouble(System.getProperty("bench.seconds", "6")),
        counts(System.getProperty("bench.scale", "")),
        counts(System.getProperty("bench.inboxes", "1000,100000")).stream()
            .map(Long::intValue)
            .toList(),
        System.getProperty("bench.only", ""),
        Path.of(System.getProperty("bench.jars", "api/target")),
        Path.of(System.getProperty("bench.classes", "bench/target/classes")).toAbsolutePath(),
        Path.of(System.getProperty("bench.out", "bench/target")));
  }

  private static List<Long> counts(String list) {
    return Stream.of(list.split(",", -1))
        .map(String::strip)
        .filter(count -> !count.isEmpty())
        .map(Long::valueOf)
        .toList();
  }
}
