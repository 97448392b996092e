package io.fluxo.api.boot.banner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The addresses an operator can click. */
class ReadyBannerTest {

  @Test
  void tellsWhereEverythingIs() {
    assertThat(ReadyBanner.text(ReadyBanner.address(null, 8080, ""), 1200))
        .contains("http://localhost:8080/api/v1")
        .contains("http://localhost:8080/docs")
        .contains("http://localhost:8080/actuator/health");
  }

  @Test
  void namesTheAddressThatItIsBoundTo() {
    assertThat(ReadyBanner.address("10.0.0.7", 9000, "/flx")).isEqualTo("http://10.0.0.7:9000/flx");
    assertThat(ReadyBanner.address("0.0.0.0", 9000, "")).isEqualTo("http://localhost:9000");
  }
}
