package io.fluxo.api.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.notice.HookCaller.Answered;
import io.fluxo.messages.notice.HookCaller.Broken;
import io.fluxo.messages.notice.HookCaller.Refused;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

  @Test
  void thePausesGrowAndEnd() {
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(n -> Outcome.again("x", n, null).again()))
        .containsExactly(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));
    assertThat(Outcome.again("x", 5, null).state()).isEqualTo("waiting");
    assertThat(Outcome.again("x", 6, null)).isEqualTo(Outcome.failed("x"));
  }

  @Test
  void aLongerPauseIsKeptThatTheOtherSideAsksFor() {
    assertThat(Outcome.again("x", 1, Duration.ofHours(1)).again()).isEqualTo(Duration.ofHours(1));
    assertThat(Outcome.again("x", 1, Duration.ofSeconds(1)).again())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({
    "200,sent",
    "204,sent",
    "301,failed",
    "400,failed",
    "404,failed",
    "408,waiting",
    "410,failed",
    "429,waiting",
    "500,waiting",
    "503,waiting"
  })
  void whatAHookAnswersDecides(int status, String state) {
    assertThat(HookDelivery.outcome(new Answered(status, null), 1).state()).isEqualTo(state);
  }

  @Test
  void whatMayNotBeReachedIsNotTriedAgain() {
    assertThat(HookDelivery.outcome(new Refused("no"), 1)).isEqualTo(Outcome.failed("no"));
    assertThat(HookDelivery.outcome(new Broken("late"), 1).state()).isEqualTo("waiting");
  }
}
