package io.fluxo.messages.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The holidays of Brazil, in every year as the laws of today have them: Lei 662/1949 (as of Lei
 * 10.607/2002), Lei 6.802/1980 for 12 October and Lei 14.759/2023 for 20 November, which holds
 * since 2024. Good Friday is declared by the municipalities (Lei 9.093/1995), and all do.
 */
public final class BrazilianHolidays {

  private static final int CONSCIENCIA_NEGRA_SINCE = 2024;

  private BrazilianHolidays() {}

  /** What a national holiday is called, null for any other date. */
  public static @Nullable String national(LocalDate date) {
    return switch (date.getMonthValue() * 100 + date.getDayOfMonth()) {
      case 101 -> "Confraternização Universal";
      case 421 -> "Tiradentes";
      case 501 -> "Dia Mundial do Trabalho";
      case 907 -> "Independência do Brasil";
      case 1012 -> "Nossa Senhora Aparecida";
      case 1102 -> "Finados";
      case 1115 -> "Proclamação da República";
      case 1120 ->
          date.getYear() >= CONSCIENCIA_NEGRA_SINCE
              ? "Dia Nacional de Zumbi e da Consciência Negra"
              : null;
      case 1225 -> "Natal";
      default -> daysAfterEaster(date) == -2 ? "Paixão de Cristo" : null;
    };
  }

  /**
   * What a day is called that is no holiday by law, but on which most do not work (ponto
   * facultativo); null for any other date. Ash Wednesday, free until 14:00, is not among them.
   */
  public static @Nullable String optional(LocalDate date) {
    return switch ((int) daysAfterEaster(date)) {
      case -48 -> "Carnaval (segunda-feira)";
      case -47 -> "Carnaval (terça-feira)";
      case 60 -> "Corpus Christi";
      default -> null;
    };
  }

  /**
   * Easter Sunday by the Gregorian computus of Meeus, Jones and Butcher: J. Meeus, Astronomical
   * Algorithms, 1991, chapter 8. The letters are his.
   */
  public static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }

  private static long daysAfterEaster(LocalDate date) {
    // All that depend on Easter are between February and June.
    int month = date.getMonthValue();
    return month < 2 || month > 6
        ? Integer.MAX_VALUE
        : ChronoUnit.DAYS.between(easter(date.getYear()), date);
  }
}
