package io.fluxo.command.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepPolicy;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final StepPolicy POLICY =
      new StepPolicy(20, Duration.ofSeconds(1), 2, Duration.ofSeconds(60), null, Duration.ZERO);

  private static StepId step(int number) {
    return StepId.of(new RunId("01m7y1xvakv835skhn35%06d".formatted(number)), 1);
  }

  private static long millis(int step, int attempt) {
    return Backoff.after(POLICY, step(step), attempt).toMillis();
  }

  @Test
  void itGrowsFromAttemptToAttemptUpToItsCap() {
    for (int step = 0; step < 1_000; step++) {
      for (int attempt = 1; attempt <= 20; attempt++) {
        long whole = Math.min(1_000L << (attempt - 1), 60_000);
        assertThat(millis(step, attempt)).isBetween(whole / 2, whole);
      }
    }
  }

  @Test
  void whatFailedTogetherComesBackSpreadEvenly() {
    int[] tenths = new int[10];
    IntStream.range(0, 10_000)
        .mapToLong(step -> millis(step, 1))
        .forEach(wait -> tenths[(int) Math.min(9, (wait - 500) / 50)]++);
    assertThat(IntStream.of(tenths)).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void theSameStepAndAttemptWaitTheSame() {
    assertThat(millis(7, 3)).isEqualTo(millis(7, 3));
    assertThat(millis(7, 3)).isNotEqualTo(2 * millis(7, 2));
  }
}
