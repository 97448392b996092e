package io.fluxo.story;

import org.junit.jupiter.api.Test;

class BootTest {
  @Test
  void starts() {
    try (RunningFluxo fluxo = RunningFluxo.inNewFolder()) {
      org.assertj.core.api.Assertions.assertThat(fluxo.client().get("/actuator/health").status()).isEqualTo(200);
    }
  }
}
