package io.fluxo.command.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Instant NINE = Instant.parse("2026-01-05T12:00:00Z");

  @Test
  void nineInSaoPauloIsTwelveInUtc() {
    Schedule schedule = Schedule.of("0 9 * * *", "America/Sao_Paulo", "skip");
    assertThat(schedule.after(Instant.parse("2026-01-05T00:00:00Z"))).isEqualTo(NINE);
  }

  @Test
  void aTimeThatIsDueFires() {
    Schedule.Firing firing = daily("skip").due(NINE, NINE.plusSeconds(1));
    assertThat(firing.fire()).containsExactly(NINE);
    assertThat(firing.next()).isEqualTo(NINE.plusSeconds(86_400));
  }

  @Test
  void missedTimesAreSkipped() {
    assertThat(daily("skip").due(NINE, NINE.plusSeconds(3 * 86_400 + 3_600)).fire()).isEmpty();
  }

  @Test
  void missedTimesAreMadeUpForOnce() {
    assertThat(daily("once").due(NINE, NINE.plusSeconds(3 * 86_400 + 3_600)).fire())
        .containsExactly(NINE.plusSeconds(3 * 86_400));
  }

  @Test
  void allMissedTimesAreMadeUpFor() {
    Schedule.Firing firing = daily("all").due(NINE, NINE.plusSeconds(3 * 86_400 + 3_600));
    assertThat(firing.fire()).hasSize(4);
    assertThat(firing.next()).isEqualTo(NINE.plusSeconds(4 * 86_400));
  }

  @Test
  void aYearOfMissedSecondsIsBounded() {
    Schedule.Firing firing =
        Schedule.of("* * * * * *", "UTC", "all").due(NINE, NINE.plusSeconds(31_000_000));
    assertThat(firing.fire()).hasSize(Schedule.MOST_MISSED);
    assertThat(firing.next()).isAfter(NINE.plusSeconds(31_000_000));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Schedule.of("every day", "UTC", "skip"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Schedule daily(String missed) {
    return Schedule.of("0 9 * * *", "America/Sao_Paulo", missed);
  }
}
