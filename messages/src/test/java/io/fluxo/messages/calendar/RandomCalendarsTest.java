package io.fluxo.messages.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every calendar: seeds are the arguments. */
class RandomCalendarsTest {

  private static final List<String> ZONES =
      List.of(
          "America/Sao_Paulo",
          "America/New_York",
          "UTC",
          "Asia/Kolkata",
          "Australia/Lord_Howe",
          "America/St_Johns",
          "Pacific/Apia",
          "Africa/Casablanca");

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  private static List<Hours> day(Random random) {
    int count = random.nextInt(4);
    List<Integer> cuts =
        IntStream.generate(() -> random.nextInt(97) * 15)
            .distinct()
            .limit(2L * count)
            .sorted()
            .boxed()
            .toList();
    List<Hours> hours = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hours.add(new Hours(cuts.get(2 * i), cuts.get(2 * i + 1)));
    }
    return hours;
  }

  private static BusinessCalendar calendar(Random random) {
    Week week =
        new Week(
            day(random),
            day(random),
            day(random),
            day(random),
            day(random),
            day(random),
            List.of(new Hours(60 * random.nextInt(23), Hours.MINUTES_OF_DAY)));
    List<Holiday> holidays =
        random
            .ints(random.nextInt(40), 0, 4000)
            .distinct()
            .mapToObj(day -> new Holiday(LocalDate.of(2010, 1, 1).plusDays(day), "free"))
            .toList();
    return new BusinessCalendar(
        ZONES.get(random.nextInt(ZONES.size())),
        week,
        random.nextBoolean() ? List.of(HolidaySet.BR, HolidaySet.BR_OPTIONAL) : List.of(),
        holidays,
        List.of(
            new WorkingDay(
                LocalDate.of(2010, 1, 1).plusDays(random.nextInt(4000)),
                List.of(Hours.of("10:00-11:00")))));
  }

  private static Instant time(Random random) {
    return Instant.parse("2010-01-01T00:00:00Z")
        .plusSeconds(random.nextInt(4000 * 86_400))
        .plusNanos(random.nextInt(3));
  }

  private static Duration working(Random random) {
    return Duration.ofSeconds(random.nextInt(200 * 3600)).plusNanos(random.nextInt(1, 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void timeThatPassedIsThereAndComesBack(long seed) {
    Random random = new Random(seed);
    BusinessCalendar calendar = calendar(random);
    for (int i = 0; i < 20; i++) {
      Instant from = time(random);
      Duration working = working(random);
      Instant end = calendar.plus(from, working);
      assertThat(calendar.between(from, end)).isEqualTo(working);
      assertThat(calendar.between(from, end.minusNanos(1))).isLessThan(working);
      assertThat(calendar.isWorking(end.minusNanos(1))).isTrue();
      Instant back = calendar.minus(end, new Span(0, working));
      assertThat(back).isAfterOrEqualTo(from);
      assertThat(calendar.between(back, end)).isEqualTo(working);
      assertThat(calendar.isWorking(back)).isTrue();
      if (calendar.isWorking(from)) {
        assertThat(back).isEqualTo(from);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partsAddUp(long seed) {
    Random random = new Random(seed);
    BusinessCalendar calendar = calendar(random);
    for (int i = 0; i < 20; i++) {
      Instant from = time(random);
      Duration one = working(random);
      Duration two = working(random);
      assertThat(calendar.plus(calendar.plus(from, one), two))
          .isEqualTo(calendar.plus(from, one.plus(two)));
      Span days = new Span(1 + random.nextInt(20), Duration.ZERO);
      Span all = new Span(days.days(), one);
      assertThat(calendar.plus(from, all)).isEqualTo(calendar.plus(calendar.plus(from, days), one));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoBeginsLaterIsNotDoneEarlier(long seed) {
    Random random = new Random(seed);
    BusinessCalendar calendar = calendar(random);
    Span span = new Span(random.nextInt(10), Duration.ofMinutes(random.nextInt(3000)));
    for (int i = 0; i < 40; i++) {
      Instant from = time(random);
      Instant later = from.plusSeconds(random.nextInt(200_000));
      if (clocksGoBack(calendar.zone(), from.minusSeconds(90_000), later.plusSeconds(90_000))) {
        continue; // among times that come twice, the local time decides
      }
      assertThat(calendar.plus(later, span)).isAfterOrEqualTo(calendar.plus(from, span));
      assertThat(calendar.minus(later, span)).isAfterOrEqualTo(calendar.minus(from, span));
      assertThat(calendar.plus(from, span)).isAfterOrEqualTo(from);
      assertThat(calendar.minus(from, span)).isBeforeOrEqualTo(from);
    }
  }

  private static boolean clocksGoBack(String zone, Instant from, Instant to) {
    var next = ZoneId.of(zone).getRules().nextTransition(from);
    return next != null && next.getInstant().isBefore(to) && next.isOverlap();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void daysAreUndoneWhereTheHoursAreTheSame(long seed) {
    Random random = new Random(seed);
    BusinessCalendar calendar =
        BusinessCalendar.of(
            ZONES.get(random.nextInt(ZONES.size())),
            Week.workdays(Hours.of("08:00-12:00"), Hours.of("13:30-17:45")),
            List.of(HolidaySet.BR));
    for (int i = 0; i < 20; i++) {
      Instant from = time(random);
      Span span = new Span(random.nextInt(300), Duration.ofMinutes(random.nextInt(3000)));
      if (calendar.isWorking(from)) {
        assertThat(calendar.minus(calendar.plus(from, span), span)).isEqualTo(from);
      }
    }
  }

  @Test
  void whatIsWorkedAgreesWithAWalkMinuteByMinute() {
    Random random = new Random(7);
    for (int i = 0; i < 30; i++) {
      BusinessCalendar calendar = calendar(random);
      Instant from =
          Instant.parse("2010-10-25T00:00:00Z").plus(Duration.ofDays(random.nextInt(4000)));
      Instant to = from.plus(Duration.ofDays(15));
      long minutes = 0;
      for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
        minutes += calendar.isWorking(at) ? 1 : 0;
      }
      assertThat(calendar.between(from, to))
          .as("calendar %d", i)
          .isEqualTo(Duration.ofMinutes(minutes));
    }
  }
}
