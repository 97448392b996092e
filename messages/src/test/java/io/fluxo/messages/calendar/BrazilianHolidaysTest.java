package io.fluxo.messages.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrazilianHolidaysTest {

  private static List<String> of(HolidaySet set, int year) {
    return IntStream.rangeClosed(1, LocalDate.of(year, 12, 31).getDayOfYear())
        .mapToObj(day -> LocalDate.ofYearDay(year, day))
        .filter(date -> set.nameOf(date) != null)
        .map(LocalDate::toString)
        .toList();
  }

  @Test
  void theYear2026IsAsTheGovernmentPublishedIt() {
    assertThat(of(HolidaySet.BR, 2026))
        .containsExactly(
            "2026-01-01",
            "2026-04-03",
            "2026-04-21",
            "2026-05-01",
            "2026-09-07",
            "2026-10-12",
            "2026-11-02",
            "2026-11-15",
            "2026-11-20",
            "2026-12-25");
    assertThat(of(HolidaySet.BR_OPTIONAL, 2026))
        .containsExactly("2026-02-16", "2026-02-17", "2026-06-04");
  }

  @Test
  void conscienciaNegraIsAHolidaySince2024() {
    assertThat(of(HolidaySet.BR, 2023)).doesNotContain("2023-11-20").hasSize(9);
    assertThat(of(HolidaySet.BR, 2024)).contains("2024-11-20").hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24",
    "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25",
    "2285-03-22", "4200-04-20",
  })
  void easterIsWhereTheTablesHaveIt(LocalDate easter) {
    assertThat(BrazilianHolidays.easter(easter.getYear())).isEqualTo(easter);
  }

  @Test
  void setsHaveNames() {
    assertThat(Stream.of(HolidaySet.values()).map(HolidaySet::text))
        .containsExactly("br", "br-optional");
    assertThat(HolidaySet.BR.nameOf(LocalDate.of(2025, 4, 18))).isEqualTo("Paixão de Cristo");
    assertThat(HolidaySet.BR_OPTIONAL.nameOf(LocalDate.of(2025, 6, 19)))
        .isEqualTo("Corpus Christi");
  }
}
