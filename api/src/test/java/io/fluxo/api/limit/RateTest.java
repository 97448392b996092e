package io.fluxo.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @Test
  void aRateIsACountInAWindow() {
    assertThat(Rate.of("600/1m")).isEqualTo(new Rate(600, Duration.ofMinutes(1)));
    assertThat(Rate.of("5 / 10s")).isEqualTo(new Rate(5, Duration.ofSeconds(10)));
    assertThat(Rate.of("600/1m")).hasToString("600/60s");
  }

  @Test
  void offIsNoLimit() {
    assertThat(Rate.of("off").isOff()).isTrue();
    assertThat(Rate.of("false").isOff()).isTrue();
    assertThat(Rate.of("1/1s").isOff()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "600",
        "600/",
        "/1m",
        "0/1m",
        "-1/1m",
        "1/0s",
        "1/10ms",
        "1/1500ms",
        "1/25h",
        "many/1m",
        "1/-1m",
        "1/1m/1m",
        "2000000000/1s"
      })
  void anythingElseIsRefusedInWords(String text) {
    assertThatThrownBy(() -> Rate.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a rate such as 600/1m");
  }
}
