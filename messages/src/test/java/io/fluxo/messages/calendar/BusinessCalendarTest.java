package io.fluxo.messages.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples counted by hand with a wall calendar. */
class BusinessCalendarTest {

  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  /** With lunch, a short Saturday, a day in lieu, half a day before Christmas. */
  private static final BusinessCalendar SHOP =
      new BusinessCalendar(
          "America/Sao_Paulo",
          shopWeek(),
          List.of(HolidaySet.BR),
          List.of(new Holiday(LocalDate.of(2026, 7, 9), "Revolução Constitucionalista")),
          List.of(
              new WorkingDay(LocalDate.of(2026, 9, 7), List.of()),
              new WorkingDay(LocalDate.of(2026, 12, 24), List.of(Hours.of("09:00-12:00"))),
              new WorkingDay(LocalDate.of(2026, 11, 29), List.of(Hours.of("10:00-14:00")))));

  private static Week shopWeek() {
    List<Hours> day = List.of(Hours.of("09:00-12:00"), Hours.of("13:00-18:00"));
    return new Week(day, day, day, day, day, List.of(Hours.of("09:00-12:00")), List.of());
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(SAO_PAULO).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    // Time runs on over lunch, the night, Sunday, a holiday.
    "2026-11-23T10:00, 2h,   2026-11-23T12:00",
    "2026-11-23T10:00, 3h,   2026-11-23T14:00",
    "2026-11-23T12:30, 1h,   2026-11-23T14:00",
    "2026-11-23T17:00, 2h,   2026-11-24T10:00",
    "2026-11-27T17:00, 4h,   2026-11-28T12:00",
    "2026-11-28T11:00, 2h,   2026-11-29T11:00",
    "2026-11-28T11:00, 6h,   2026-11-30T10:00",
    "2026-04-02T17:00, 2h,   2026-04-04T10:00",
    "2026-07-08T17:30, 1h,   2026-07-10T09:30",
    "2026-12-24T11:00, 2h,   2026-12-26T10:00",
    // Days end at the same time.
    "2026-11-23T10:00, 1d,   2026-11-24T10:00",
    "2026-11-23T10:00, 6d,   2026-11-29T10:00",
    "2026-11-23T10:15, 7d,   2026-11-30T10:15",
    "2026-09-04T10:00, 2d,   2026-09-07T10:00",
    "2026-12-23T10:00, 2d,   2026-12-26T10:00",
    // The last day is shorter, or begins later.
    "2026-11-27T15:00, 1d,   2026-11-28T12:00",
    "2026-11-28T09:30, 1d,   2026-11-29T10:00",
    // Outside of working time it begins with the next.
    "2026-11-23T06:00, 1d,   2026-11-24T09:00",
    "2026-11-23T18:00, 1d,   2026-11-25T09:00",
    "2026-11-23T12:30, 1d,   2026-11-24T13:00",
    "2026-12-25T10:00, 1d,   2026-12-28T09:00",
    // Both.
    "2026-11-23T17:00, 1d2h, 2026-11-25T10:00",
    "2026-11-27T15:00, 1d1h, 2026-11-29T11:00",
    // Nothing.
    "2026-11-22T03:00, 0h,   2026-11-22T03:00",
  })
  void aDeadlineFallsWhereAPersonWouldPutIt(String from, String span, String deadline) {
    assertThat(SHOP.plus(at(from), Span.parse(span))).isEqualTo(at(deadline));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T14:00, 3h,   2026-11-23T10:00",
    "2026-11-23T12:00, 2h,   2026-11-23T10:00",
    "2026-11-23T13:00, 2h,   2026-11-23T10:00",
    "2026-11-23T18:00, 8h,   2026-11-23T09:00",
    "2026-11-23T20:00, 1h,   2026-11-23T17:00",
    "2026-11-30T10:00, 6h,   2026-11-28T11:00",
    "2026-11-24T10:00, 1d,   2026-11-23T10:00",
    "2026-11-24T18:00, 1d,   2026-11-23T18:00",
    "2026-11-24T09:00, 1d,   2026-11-23T09:00",
    "2026-11-24T08:59, 1d,   2026-11-21T12:00",
    "2026-11-29T11:00, 1d,   2026-11-28T11:00",
    "2026-11-30T15:00, 1d,   2026-11-29T14:00",
    "2026-11-25T10:00, 1d2h, 2026-11-23T17:00",
    "2026-11-22T03:00, 0h,   2026-11-22T03:00",
  })
  void aReminderFallsSoLongBefore(String deadline, String span, String reminder) {
    assertThat(SHOP.minus(at(deadline), Span.parse(span))).isEqualTo(at(reminder));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00, 2026-11-23T14:00, PT3H",
    "2026-11-23T12:10, 2026-11-23T12:50, PT0S",
    "2026-11-23T00:00, 2026-11-30T00:00, PT47H",
    "2026-11-24T10:00, 2026-11-23T10:00, PT0S",
    "2026-12-24T00:00, 2026-12-27T00:00, PT6H",
  })
  void workingTimeIsCounted(String from, String to, Duration working) {
    assertThat(SHOP.between(at(from), at(to))).isEqualTo(working);
  }

  @Test
  void theEndOfHoursIsNotWorked() {
    assertThat(SHOP.isWorking(at("2026-11-23T09:00"))).isTrue();
    assertThat(SHOP.isWorking(at("2026-11-23T11:59:59.999999999"))).isTrue();
    assertThat(SHOP.isWorking(at("2026-11-23T12:00"))).isFalse();
    assertThat(SHOP.isWorking(at("2026-11-23T08:59:59.999999999"))).isFalse();
    assertThat(SHOP.isWorking(at("2026-12-25T10:00"))).isFalse();
    assertThat(SHOP.isWorking(at("2026-09-07T10:00"))).isTrue();
  }

  @Test
  void alwaysIsAlways() {
    Instant from = Instant.parse("2026-02-28T23:59:59.5Z");
    assertThat(BusinessCalendar.ALWAYS.plus(from, Span.parse("P2DT3H0.5S")))
        .isEqualTo("2026-03-03T03:00:00Z");
    assertThat(BusinessCalendar.ALWAYS.between(from, from.plusSeconds(1_000_000)))
        .isEqualTo(Duration.ofSeconds(1_000_000));
    assertThat(BusinessCalendar.ALWAYS.minus(from, Span.parse("1d")))
        .isEqualTo(from.minusSeconds(86_400));
  }

  @Test
  void nineToSixInBrazil() {
    // Good Friday, then a weekend.
    assertThat(BusinessCalendar.BRAZIL.plus(at("2026-04-02T16:00"), Span.parse("4h")))
        .isEqualTo(at("2026-04-06T11:00"));
    assertThat(BusinessCalendar.BRAZIL.plus(at("2026-02-13T16:00"), Span.parse("1d")))
        .as("Carnival is no holiday by law")
        .isEqualTo(at("2026-02-16T16:00"));
  }

  @Test
  void hoursThatEndAtMidnightBelongToTheirDay() {
    BusinessCalendar late =
        BusinessCalendar.of("America/Sao_Paulo", Week.workdays(Hours.of("18:00-24:00")), List.of());
    assertThat(late.plus(at("2026-11-23T23:00"), Span.parse("1h")))
        .isEqualTo(at("2026-11-24T00:00"));
    assertThat(late.minus(at("2026-11-24T00:00"), Span.parse("1d")))
        .as("from the end of Monday to the end of Friday")
        .isEqualTo(at("2026-11-21T00:00"));
    assertThat(late.isWorking(at("2026-11-24T00:00"))).isFalse();
  }
}
