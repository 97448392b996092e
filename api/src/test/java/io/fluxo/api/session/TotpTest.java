package io.fluxo.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** The values of RFC 6238, appendix B, of which six digits are used. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void theCodesAreThoseOfTheStandard(long seconds, String code) {
    assertThat(Totp.code(SECRET, seconds / 30)).isEqualTo(code);
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(seconds))).hasValue(seconds / 30);
  }

  @Test
  void aCodeHoldsForTheStepsBesideItsOwnAlone() {
    String code = Totp.code(SECRET, 1_000);
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(999 * 30))).hasValue(1_000);
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(1_001 * 30 + 29))).hasValue(1_000);
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(998 * 30 + 29))).isEmpty();
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(1_002 * 30))).isEmpty();
    assertThat(Totp.step(SECRET, "", Instant.ofEpochSecond(30_000))).isEmpty();
  }
}
