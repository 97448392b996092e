package io.fluxo.messages.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When it is worked, and so when a deadline falls. An instant is in working time when the clocks of
 * the zone then show a time within the hours of the date: hours that clocks skip do not count, and
 * hours that they repeat count twice.
 *
 * @param zone a time zone of the IANA, such as {@code America/Sao_Paulo}
 * @param week the hours of each day of the week, at least one
 * @param holidaySets holidays that need not be listed
 * @param holidays further ones, {@link #MOST_DATES} at most, no date twice
 * @param workingDays dates on which it is worked although the week or a holiday says otherwise, as
 *     many at most, no date twice
 */
public record BusinessCalendar(
    String zone,
    Week week,
    List<HolidaySet> holidaySets,
    List<Holiday> holidays,
    List<WorkingDay> workingDays) {

  /** How many holidays, and how many working days, a calendar may list. */
  public static final int MOST_DATES = 1000;

  /** It is always worked: a day is 24 hours, of UTC. */
  public static final BusinessCalendar ALWAYS =
      of("UTC", Week.everyDay(Hours.of("00:00-24:00")), List.of());

  /** Monday to Friday, nine to six, without the national holidays of Brazil. */
  public static final BusinessCalendar BRAZIL =
      of("America/Sao_Paulo", Week.workdays(Hours.of("09:00-18:00")), List.of(HolidaySet.BR));

  /**
   * A calendar. Lists may be missing; they are kept in the order of time.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when the zone is unknown, when it
   *     is never worked in the week, or when there are too many dates or one of them twice
   */
  public BusinessCalendar {
    if (zone == null || !ZoneRulesProvider.getAvailableZoneIds().contains(zone)) {
      throw Refusals.invalid(
          "/zone", "a time zone of the IANA such as America/Sao_Paulo", "it is unknown");
    }
    if (week == null || !week.hasHours()) {
      throw Refusals.invalid("/week", "hours on at least one day of the week", "there are none");
    }
    holidaySets =
        Objects.requireNonNullElse(holidaySets, List.<HolidaySet>of()).stream()
            .map(Objects::requireNonNull)
            .distinct()
            .sorted()
            .toList();
    holidays = Dates.sorted("/holidays", holidays, Holiday::date);
    workingDays = Dates.sorted("/workingDays", workingDays, WorkingDay::date);
    for (WorkingDay day : workingDays) {
      if (day.hours().isEmpty() && week.on(day.date().getDayOfWeek()).isEmpty()) {
        throw Refusals.invalid(
            "/workingDays", "hours of " + day.date(), "neither it nor its day of the week has any");
      }
    }
  }

  /** A calendar without dates of its own. */
  public static BusinessCalendar of(String zone, Week week, List<HolidaySet> holidaySets) {
    return new BusinessCalendar(zone, week, holidaySets, List.of(), List.of());
  }

  /** The hours of a date, none where it is not worked. */
  public List<Hours> hoursOn(LocalDate date) {
    int own = Dates.find(workingDays, date, WorkingDay::date);
    List<Hours> usual = week.on(date.getDayOfWeek());
    if (own >= 0) {
      List<Hours> hours = workingDays.get(own).hours();
      return hours.isEmpty() ? usual : hours;
    }
    return usual.isEmpty() || holidayOn(date) != null ? List.of() : usual;
  }

  /** What a holiday is called, null for any other date. It may be worked on for all that. */
  public @Nullable String holidayOn(LocalDate date) {
    int own = Dates.find(holidays, date, Holiday::date);
    if (own >= 0) {
      return holidays.get(own).name();
    }
    for (HolidaySet set : holidaySets) {
      String name = set.nameOf(date);
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  /** Whether it is worked then. The end of hours is not among them. */
  public boolean isWorking(Instant instant) {
    return new WorkingTime(this).isWorking(instant);
  }

  /**
   * When so many working days and then so much working time have passed.
   *
   * <p>Days end at the same local time so many working days later; where it is not worked at {@code
   * from}, they are counted from when it is worked next. Where the hours of the last day differ,
   * its next hours count, or the end of the day where there are none. Time then passes only while
   * it is worked, and the answer is the first instant at which it has passed.
   *
   * @return {@code from} itself where the span is no time at all
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when that is more than a hundred
   *     years away, or out of the years 1 to 9999
   */
  public Instant plus(Instant from, Span span) {
    WorkingTime time = new WorkingTime(this);
    return time.plus(span.days() == 0 ? from : time.plusDays(from, span.days()), span.time());
  }

  /** When so much working time has passed; like {@link #plus(Instant, Span)} without days. */
  public Instant plus(Instant from, Duration working) {
    return new WorkingTime(this).plus(from, working);
  }

  /**
   * The mirror of {@link #plus(Instant, Span)}, for what is to be done so long before: the last
   * instant from which so much working time passes, and then the same local time so many working
   * days earlier, or the end of the hours before. It undoes {@code plus} for instants within
   * working time, unless hours that differ or clocks that were changed are in between.
   *
   * @throws io.fluxo.messages.rejection.Rejection as {@link #plus(Instant, Span)}
   */
  public Instant minus(Instant until, Span span) {
    WorkingTime time = new WorkingTime(this);
    Instant before = time.minus(until, span.time());
    return span.days() == 0 ? before : time.minusDays(before, span.days());
  }

  /**
   * How much working time there is from one instant to another; none where the other is not later.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT when they are more than a hundred
   *     years apart, or out of the years 1 to 9999
   */
  public Duration between(Instant from, Instant to) {
    return new WorkingTime(this).between(from, to);
  }

  ZoneId zoneId() {
    return ZoneId.of(zone);
  }
}
