package io.fluxo.bench;

import java.util.Arrays;

/** Durations in nanoseconds; one writer per instance, merged afterwards. */
final class Latencies {

  private long[] nanos = new long[1024];
  private int size;

  void add(long value) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = value;
  }

  void addAll(Latencies other) {
    for (int i = 0; i < other.size; i++) {
      add(other.nanos[i]);
    }
  }

  int size() {
    return size;
  }

  /** The smallest value that is not exceeded by the given part of all, in milliseconds. */
  double millis(double part) {
    if (size == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(part * size);
    return sorted[Math.max(0, Math.min(size, rank) - 1)] / 1e6;
  }
}
