package io.fluxo.messages.calendar;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a calendar lists date by date: in the order of time, so that a date is found quickly. */
final class Dates {

  private Dates() {}

  static <T> List<T> sorted(String pointer, @Nullable List<T> given, Function<T, LocalDate> date) {
    List<T> dates = List.copyOf(Objects.requireNonNullElse(given, List.of()));
    if (dates.size() > BusinessCalendar.MOST_DATES) {
      throw Refusals.invalid(
          pointer,
          "at most " + BusinessCalendar.MOST_DATES + " dates",
          "there are " + dates.size());
    }
    Set<LocalDate> seen = new HashSet<>();
    for (int i = 0; i < dates.size(); i++) {
      LocalDate each = date.apply(dates.get(i));
      if (!seen.add(each)) {
        throw Refusals.invalid(pointer + "/" + i, "each date once", each + " is there twice");
      }
    }
    return dates.stream().sorted(Comparator.comparing(date)).toList();
  }

  static <T> int find(List<T> sorted, LocalDate date, Function<T, LocalDate> of) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = of.apply(sorted.get(middle)).compareTo(date);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
