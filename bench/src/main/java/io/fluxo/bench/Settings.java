package io.fluxo.bench;

import java.nio.file.Path;

/** How long to measure, and where things are; durations in seconds. */
record Settings(double warmup, int rounds, double seconds, Path jars, Path out) {

  static Settings fromSystemProperties() {
    double scale = Boolean.getBoolean("bench.quick") ? 0.5 : 1;
    return new Settings(
        scale * Double.parseDouble(System.getProperty("bench.warmup", "60")),
        Integer.getInteger("bench.rounds", 2),
        scale * Double.parseDouble(System.getProperty("bench.seconds", "6")),
        Path.of(System.getProperty("bench.jars", "api/target")),
        Path.of(System.getProperty("bench.out", "bench/target")));
  }
}
