package io.fluxo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentiles_are_values_that_occurred() {
    Latencies latencies = new Latencies();
    for (int i = 100; i >= 1; i--) {
      latencies.add(i * 1_000_000L);
    }
    assertThat(latencies.millis(0.5)).isEqualTo(50);
    assertThat(latencies.millis(0.99)).isEqualTo(99);
    assertThat(latencies.millis(1)).isEqualTo(100);
  }

  @Test
  void more_than_the_first_array_holds_is_kept_and_merged() {
    Latencies one = new Latencies();
    for (int i = 0; i < 3000; i++) {
      one.add(i);
    }
    Latencies sum = new Latencies();
    sum.addAll(one);
    sum.addAll(one);
    assertThat(sum.size()).isEqualTo(6000);
    assertThat(sum.millis(1)).isEqualTo(2999 / 1e6);
  }

  @Test
  void nothing_has_no_percentile() {
    assertThat(new Latencies().millis(0.5)).isNaN();
  }
}
