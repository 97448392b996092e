package io.fluxo.messages.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a calendar and a span may be, and that they always come to an end. */
class CalendarBoundsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final ObjectMapper mapper = Json.mapper();

  @ParameterizedTest
  @CsvSource({
    "P2D, P2D", "PT4H, PT4H", "P1DT2H, P1DT2H", "2d, P2D", "4h, PT4H", "30m, PT30M",
    "1d4h, P1DT4H", "90m, PT1H30M", "0d, PT0S", "PT0S, PT0S", "P0DT5M, PT5M", "P3660D, P3660D",
    "PT1.5S, PT1.5S", "1d0h, P1D", "PT26H, PT26H", "45s, PT45S",
  })
  void aSpanIsReadAndWrittenOneWay(String text, String written) throws JsonProcessingException {
    Span span = Span.parse(text);
    assertThat(span).hasToString(written);
    assertThat(mapper.writeValueAsString(span)).isEqualTo("\"" + written + "\"");
    assertThat(mapper.readValue("\"" + written + "\"", Span.class)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PT",
        "P1DT",
        "-1d",
        "P-1D",
        "PT-4H",
        "-P1D",
        "+1d",
        "1",
        "d",
        "1h1d",
        "P1W",
        "P1M",
        "P1Y",
        "3661d",
        "P3661D",
        "PT87841H",
        "99999d",
        "PT999999H",
        "1.5d",
        "1 d",
        "١d",
        "p1d",
        "PT1.S",
        "1d\n"
      })
  void whatIsNoSpanIsRefused(String text) {
    assertThatThrownBy(() -> Span.parse(text))
        .isInstanceOf(Rejection.class)
        .hasMessageStartingWith("Expected a span");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9:00-18:00",
        "09:00-09:00",
        "18:00-09:00",
        "09:00-24:01",
        "24:00-24:00",
        "09:60-10:00",
        "09:00",
        "09:00-25:00",
        "09:00-18:00 ",
        "09:00–18:00"
      })
  void whatAreNoHoursIsRefused(String text) {
    assertThatThrownBy(() -> Hours.of(text)).isInstanceOf(Rejection.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'zone':'UTC'}",
        "{'zone':'UTC','week':{}}",
        "{'zone':'UTC','week':{'monday':[]}}",
        "{'zone':'UTC+3','week':{'monday':['09:00-18:00']}}",
        "{'zone':'Mars/Olympus','week':{'monday':['09:00-18:00']}}",
        "{'zone':'UTC','week':{'monday':['09:00-18:00','17:00-19:00']}}",
        "{'zone':'UTC','week':{'monday':['13:00-18:00','09:00-12:00']}}",
        "{'zone':'UTC','week':{'monday':['09:00-18:00']},'holidaySets':['xx']}",
        "{'zone':'UTC','week':{'monday':['09:00-18:00']},'holidays':[{'date':'2026-01-01'}]}",
        "{'zone':'UTC','week':{'monday':['09:00-18:00']},'holidays':[{'name':'x'}]}",
        "{'zone':'UTC','week':{'monday':['09:00-18:00']},"
            + "'holidays':[{'date':'2026-01-01','name':'a'},{'date':'2026-01-01','name':'b'}]}",
        "{'zone':'UTC','week':{'monday':['09:00-18:00']},"
            + "'holidays':[{'date':'+12026-01-01','name':'a'}]}",
        "{'zone':'UTC','week':{'monday':['09:00-18:00']},"
            + "'holidays':[{'date':'2026-01-01','name':'a\\nb'}]}",
        "{'zone':'UTC','week':{'monday':['09:00-18:00']},'workingDays':[{'date':'2026-01-01'}]}",
      })
  void aCalendarThatCannotBeIsRefusedInWords(String json) {
    assertThatThrownBy(() -> mapper.readValue(json.replace('\'', '"'), BusinessCalendar.class))
        .rootCause()
        .isInstanceOf(Rejection.class)
        .hasMessageStartingWith("Expected ");
  }

  @Test
  void thereAreNotTooManyHoursOrDates() {
    List<Hours> day = IntStream.range(0, 9).mapToObj(i -> new Hours(i * 60, i * 60 + 30)).toList();
    assertThat(Week.everyDay(day.subList(0, 8).toArray(Hours[]::new)).monday()).hasSize(8);
    assertThatThrownBy(() -> Week.everyDay(day.toArray(Hours[]::new)))
        .isInstanceOf(Rejection.class)
        .hasMessage("Expected at most 8 hours in a day, but there are 9");
    assertThatThrownBy(() -> everyFriday(1001)).isInstanceOf(Rejection.class);
  }

  @Test
  void whatIsMissingIsEmptyAndWhatIsThereIsInOrder() throws JsonProcessingException {
    BusinessCalendar read =
        mapper.readValue(
            """
            {"zone": "UTC", "week": {"friday": ["09:00-18:00"]},
             "holidaySets": ["br-optional", "br", "br"],
             "holidays": [{"date": "2026-02-02", "name": "b"}, {"date": "2026-01-01", "name": "a"}]}
            """,
            BusinessCalendar.class);
    assertThat(read.week().monday()).isEmpty();
    assertThat(read.holidaySets()).containsExactly(HolidaySet.BR, HolidaySet.BR_OPTIONAL);
    assertThat(read.holidays()).extracting(Holiday::name).containsExactly("a", "b");
    assertThat(read.workingDays()).isEmpty();
    assertThat(mapper.readValue(mapper.writeValueAsString(read), BusinessCalendar.class))
        .isEqualTo(read);
  }

  /** One day a week, and so many of them free. */
  private static BusinessCalendar everyFriday(int holidays) {
    Week week =
        new Week(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(Hours.of("09:00-09:01")),
            List.of(),
            List.of());
    LocalDate friday = LocalDate.of(2026, 1, 2);
    return new BusinessCalendar(
        "America/New_York",
        week,
        List.of(HolidaySet.BR),
        IntStream.range(0, holidays)
            .mapToObj(i -> new Holiday(friday.plusWeeks(i), "free"))
            .toList(),
        Collections.emptyList());
  }

  @Test
  @Timeout(20)
  void theLongestSpansOfTheLaziestCalendarAreCountedFast() {
    BusinessCalendar lazy = everyFriday(1000);
    Span days = new Span(Span.MOST_DAYS, Duration.ZERO);
    for (int i = 0; i < 20; i++) {
      Instant end = lazy.plus(START, days);
      assertThat(end)
          .isBetween(START.plus(Duration.ofDays(32_620)), START.plus(Duration.ofDays(36_525)));
      assertThat(lazy.minus(end, days)).isAfter(START);
      assertThat(
              BusinessCalendar.BRAZIL.plus(START, new Span(Span.MOST_DAYS, Duration.ofDays(366))))
          .isAfter(START.plus(Duration.ofDays(5000)));
    }
  }

  @Test
  @Timeout(20)
  void whatLeadsTooFarIsRefused() {
    BusinessCalendar lazy = everyFriday(1000);
    Span longest = new Span(0, Duration.ofDays(Span.MOST_DAYS));
    for (Runnable attempt :
        List.<Runnable>of(
            () -> lazy.plus(START, longest),
            () -> lazy.minus(START, longest),
            () -> lazy.plus(START, Duration.ofSeconds(Long.MAX_VALUE)),
            () -> lazy.plus(START, Duration.ofSeconds(-1)),
            () -> lazy.plus(Instant.MAX, Span.parse("1d")),
            () -> lazy.minus(Instant.MIN, Span.parse("1d")),
            () -> lazy.between(Instant.MIN, Instant.MAX),
            () -> lazy.between(START, START.plus(Duration.ofDays(36_526))))) {
      assertThatThrownBy(attempt::run)
          .isInstanceOf(Rejection.class)
          .hasMessageStartingWith("Expected ");
    }
  }

  @Test
  void aKeyIsNoKeyOfAWorkflow() {
    assertThat(CalendarKey.of("t", "w", "office").value()).isEqualTo("t/w/calendar:office");
    assertThat(CalendarKey.of("t", "w", "office").name()).isEqualTo("office");
    assertThatThrownBy(() -> CalendarKey.of("t", "w", "a/b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CalendarKey("t/w/office"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BuiltInCalendars.names()).containsExactly("always", "br");
  }
}
