package io.fluxo.messages.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Clocks that were changed. In São Paulo at midnight: 2017-10-15 has no first hour, and 2018-02-17
 * has its last one twice. In New York at two: 2026-03-08 has no third hour, 2026-11-01 the second
 * one twice.
 */
class ChangedClocksTest {

  private static BusinessCalendar daily(String zone, String... hours) {
    return BusinessCalendar.of(
        zone,
        Week.everyDay(List.of(hours).stream().map(Hours::of).toArray(Hours[]::new)),
        List.of());
  }

  private static Instant at(String time) {
    return java.time.OffsetDateTime.parse(time).toInstant();
  }

  @Test
  void aDayEndsAtTheSameLocalTime() {
    BusinessCalendar office = daily("America/Sao_Paulo", "09:00-18:00");
    assertThat(office.plus(at("2017-10-14T10:00-03:00"), Span.parse("1d")))
        .isEqualTo(at("2017-10-15T10:00-02:00"));
    assertThat(office.plus(at("2018-02-17T10:00-02:00"), Span.parse("1d")))
        .isEqualTo(at("2018-02-18T10:00-03:00"));
    assertThat(office.minus(at("2018-02-18T10:00-03:00"), Span.parse("1d")))
        .isEqualTo(at("2018-02-17T10:00-02:00"));
    assertThat(office.plus(at("2017-10-14T17:00-03:00"), Span.parse("2h")))
        .isEqualTo(at("2017-10-15T10:00-02:00"));
  }

  @Test
  void anHourThatWasSkippedWasNotWorked() {
    BusinessCalendar night = daily("America/Sao_Paulo", "00:00-06:00");
    assertThat(night.between(at("2017-10-14T12:00-03:00"), at("2017-10-15T12:00-02:00")))
        .isEqualTo(Duration.ofHours(5));
    assertThat(night.isWorking(at("2017-10-15T01:00-02:00"))).isTrue();
    assertThat(night.isWorking(at("2017-10-15T01:00-02:00").minusNanos(1))).isFalse();
    assertThat(night.plus(at("2017-10-14T12:00-03:00"), Span.parse("1h")))
        .isEqualTo(at("2017-10-15T02:00-02:00"));

    BusinessCalendar early = daily("America/New_York", "01:30-02:30");
    assertThat(early.between(at("2026-03-08T00:00-05:00"), at("2026-03-08T12:00-04:00")))
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(early.plus(at("2026-03-07T02:15-05:00"), Span.parse("1d")))
        .as("a quarter past two did not come")
        .isEqualTo(at("2026-03-08T03:00-04:00"));
  }

  @Test
  void anHourThatCameTwiceWasWorkedTwice() {
    BusinessCalendar late = daily("America/Sao_Paulo", "22:00-24:00");
    assertThat(late.between(at("2018-02-17T12:00-02:00"), at("2018-02-18T12:00-03:00")))
        .isEqualTo(Duration.ofHours(3));
    assertThat(late.plus(at("2018-02-17T22:00-02:00"), Span.parse("3h")))
        .isEqualTo(at("2018-02-18T00:00-03:00"));
    assertThat(late.minus(at("2018-02-18T00:00-03:00"), Span.parse("3h")))
        .isEqualTo(at("2018-02-17T22:00-02:00"));

    BusinessCalendar early = daily("America/New_York", "00:00-01:30");
    assertThat(early.isWorking(at("2026-11-01T01:15-04:00"))).isTrue();
    assertThat(early.isWorking(at("2026-11-01T01:45-04:00"))).as("between the two").isFalse();
    assertThat(early.isWorking(at("2026-11-01T01:15-05:00"))).isTrue();
    assertThat(early.between(at("2026-11-01T00:00-04:00"), at("2026-11-01T12:00-05:00")))
        .isEqualTo(Duration.ofHours(2));
    assertThat(early.plus(at("2026-11-01T01:15-04:00"), Span.parse("30m")))
        .isEqualTo(at("2026-11-01T01:15-05:00"));
  }

  @Test
  void ofAnHourThatCameTwiceADayKeepsTheOffset() {
    BusinessCalendar night = daily("America/New_York", "00:00-06:00");
    assertThat(night.minus(at("2026-11-02T01:30-05:00"), Span.parse("1d")))
        .isEqualTo(at("2026-11-01T01:30-05:00"));
    assertThat(night.plus(at("2026-10-31T01:30-04:00"), Span.parse("1d")))
        .isEqualTo(at("2026-11-01T01:30-04:00"));

    // In Havana midnight comes twice; the day before ends with the first.
    BusinessCalendar evening = daily("America/Havana", "18:00-24:00");
    assertThat(evening.minus(at("2026-11-02T00:00-05:00"), Span.parse("1d")))
        .isEqualTo(at("2026-11-01T00:00-04:00"));
  }

  @Test
  void clocksThatGoBackOverMidnightKeepTheOrderOfTime() {
    // At 00:01 of 2010-11-07 it was 23:01 of the day before again.
    BusinessCalendar saturday =
        BusinessCalendar.of(
            "America/St_Johns",
            new Week(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Hours.of("23:00-24:00")),
                List.of(Hours.of("00:00-00:30"))),
            List.of());
    Instant noon = at("2010-11-06T12:00-02:30");
    assertThat(saturday.between(noon, noon.plus(Duration.ofDays(1))))
        .isEqualTo(Duration.ofMinutes(60 + 1 + 59 + 30));
    assertThat(saturday.plus(noon, Span.parse("62m"))).isEqualTo(at("2010-11-06T23:02-03:30"));
    assertThat(saturday.minus(at("2010-11-06T23:02-03:30"), Span.parse("62m")))
        .isEqualTo(at("2010-11-06T23:00-02:30"));
  }
}
