package io.fluxo.messages.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of working time, one after the other. They are found between one change of the clocks
 * and the next, where local time runs as time does; so nothing has to be said about gaps and
 * overlaps, and pieces are in order even where clocks go back over midnight.
 */
final class Pieces {

  /** Working time without a break: of a date, under an offset, the end not included. */
  record Piece(LocalDate date, ZoneOffset offset, Instant start, Instant end) {}

  private final BusinessCalendar calendar;
  private final ZoneRules rules;

  Pieces(BusinessCalendar calendar) {
    this.calendar = calendar;
    this.rules = calendar.zoneId().getRules();
  }

  /** Goes forward, and tells whether it was enough before {@code to}. */
  boolean forward(Instant from, Instant to, Predicate<Piece> enough) {
    Instant cursor = from;
    while (cursor.isBefore(to)) {
      ZoneOffset offset = rules.getOffset(cursor);
      ZoneOffsetTransition next = rules.nextTransition(cursor);
      Instant end = next == null || next.getInstant().isAfter(to) ? to : next.getInstant();
      LocalDate date = LocalDate.ofInstant(cursor, offset);
      while (at(date, 0, offset).isBefore(end)) {
        for (Hours hours : calendar.hoursOn(date)) {
          Piece piece = piece(date, hours, offset, cursor, end);
          if (piece != null && enough.test(piece)) {
            return true;
          }
        }
        date = date.plusDays(1);
      }
      cursor = end;
    }
    return false;
  }

  /** Goes back, and tells whether it was enough after {@code to}. */
  boolean backward(Instant from, Instant to, Predicate<Piece> enough) {
    Instant cursor = from;
    while (cursor.isAfter(to)) {
      ZoneOffsetTransition previous = rules.previousTransition(cursor);
      Instant begin =
          previous == null || previous.getInstant().isBefore(to) ? to : previous.getInstant();
      ZoneOffset offset = rules.getOffset(begin);
      LocalDate date = LocalDate.ofInstant(cursor, offset);
      while (at(date, Hours.MINUTES_OF_DAY, offset).isAfter(begin)) {
        List<Hours> day = calendar.hoursOn(date);
        for (int i = day.size() - 1; i >= 0; i--) {
          Piece piece = piece(date, day.get(i), offset, begin, cursor);
          if (piece != null && enough.test(piece)) {
            return true;
          }
        }
        date = date.minusDays(1);
      }
      cursor = begin;
    }
    return false;
  }

  private static @Nullable Piece piece(
      LocalDate date, Hours hours, ZoneOffset offset, Instant after, Instant before) {
    Instant start = at(date, hours.start(), offset);
    Instant end = at(date, hours.end(), offset);
    Instant from = start.isBefore(after) ? after : start;
    Instant to = end.isAfter(before) ? before : end;
    return from.isBefore(to) ? new Piece(date, offset, from, to) : null;
  }

  private static Instant at(LocalDate date, int minute, ZoneOffset offset) {
    return Instant.ofEpochSecond(
        date.toEpochDay() * 86_400 + minute * 60L - offset.getTotalSeconds());
  }
}
