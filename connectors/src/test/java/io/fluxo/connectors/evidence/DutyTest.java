package io.fluxo.connectors.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the background takes while others work. */
class DutyTest {

  private static final long JUST_NOW = Duration.ofMillis(10).toNanos();
  private static final long LONG_AGO = Duration.ofSeconds(3).toNanos();

  @Test
  void itRestsNineteenTimesAsLongAsItWorked() {
    assertThat(new Duty(5).rest(Duration.ofMillis(40).toNanos(), JUST_NOW))
        .isEqualTo(Duration.ofMillis(760));
  }

  @Test
  void itDoesNotRestWhereNobodyStartsRuns() {
    assertThat(new Duty(5).rest(Duration.ofMillis(40).toNanos(), LONG_AGO))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void itNeverRestsForLong() {
    assertThat(new Duty(1).rest(Duration.ofHours(1).toNanos(), JUST_NOW))
        .isEqualTo(Duration.ofSeconds(30));
  }
}
