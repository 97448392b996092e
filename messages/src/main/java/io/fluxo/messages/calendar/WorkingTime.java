package io.fluxo.messages.calendar;

import io.fluxo.messages.calendar.Pieces.Piece;
import io.fluxo.messages.rejection.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.zone.ZoneRules;

/** Counts working time. It goes from day to day, and never further than {@link #LONGEST}. */
final class WorkingTime {

  /** A hundred years: the longest span is in it also where it is worked on one day a week. */
  static final Duration LONGEST = Duration.ofDays(36_525);

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final BusinessCalendar calendar;
  private final ZoneRules rules;
  private final Pieces pieces;

  WorkingTime(BusinessCalendar calendar) {
    this.calendar = calendar;
    this.rules = calendar.zoneId().getRules();
    this.pieces = new Pieces(calendar);
  }

  boolean isWorking(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(known(instant), rules.getOffset(instant));
    int minute = local.getHour() * 60 + local.getMinute();
    return calendar.hoursOn(local.toLocalDate()).stream()
        .anyMatch(hours -> hours.start() <= minute && minute < hours.end());
  }

  Duration between(Instant from, Instant to) {
    if (Duration.between(known(from), known(to)).compareTo(LONGEST) > 0) {
      throw tooFar();
    }
    Duration more = LONGEST.plusNanos(1);
    Countdown taken = new Countdown(more);
    pieces.forward(from, to, taken);
    return more.minus(taken.left());
  }

  Instant plus(Instant from, Duration working) {
    if (isNone(working)) {
      return known(from);
    }
    Countdown taken = new Countdown(working);
    return forward(from, taken).start().plus(taken.left());
  }

  Instant minus(Instant until, Duration working) {
    if (isNone(working)) {
      return known(until);
    }
    Countdown taken = new Countdown(working);
    return backward(until, taken).end().minus(taken.left());
  }

  Instant plusDays(Instant from, int days) {
    Piece first = forward(from, Countdown.ofOne());
    LocalDate date = workingDay(first.date(), days, 1);
    return Place.of(first, first.start()).onOrAfter(date, calendar.hoursOn(date)).instant(rules);
  }

  Instant minusDays(Instant until, int days) {
    Place last;
    if (isWorking(until)) {
      Piece piece = forward(until, Countdown.ofOne());
      last = Place.of(piece, piece.start());
    } else {
      Piece piece = backward(until, Countdown.ofOne());
      last = Place.of(piece, piece.end());
    }
    LocalDate date = workingDay(last.date(), days, -1);
    return last.onOrBefore(date, calendar.hoursOn(date)).instant(rules);
  }

  private LocalDate workingDay(LocalDate from, int days, int step) {
    LocalDate date = from;
    int left = days;
    for (long gone = 0; left > 0; gone++) {
      if (gone > LONGEST.toDays()) {
        throw tooFar();
      }
      date = date.plusDays(step);
      left -= calendar.hoursOn(date).isEmpty() ? 0 : 1;
    }
    return date;
  }

  private Piece forward(Instant from, Countdown taken) {
    if (!pieces.forward(known(from), from.plus(LONGEST), taken)) {
      throw tooFar();
    }
    return taken.last();
  }

  private Piece backward(Instant until, Countdown taken) {
    if (!pieces.backward(known(until), until.minus(LONGEST), taken)) {
      throw tooFar();
    }
    return taken.last();
  }

  private static boolean isNone(Duration working) {
    if (working.isNegative()) {
      throw Refusals.invalid("", "working time of 0 or more", "it is negative");
    }
    return working.isZero();
  }

  private static Instant known(Instant instant) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw Refusals.invalid("", "a time in the years 1 to 9999", "it is out of them");
    }
    return instant;
  }

  private static Rejection tooFar() {
    return Refusals.invalid("", "a time within a hundred years", "the calendar leads further");
  }
}
