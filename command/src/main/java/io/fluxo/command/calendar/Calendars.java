package io.fluxo.command.calendar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.messages.calendar.BuiltInCalendars;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarKey;
import io.fluxo.messages.calendar.CalendarRef;
import io.fluxo.messages.calendar.CalendarVersion;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.time.Duration;
import java.time.InstantSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The calendars of workspaces, for what is decided by them. Committed versions only. A version
 * never changes, so it is kept for as long as there is room; which one is the newest is asked again
 * after a second, because another node may have defined it.
 */
@Component
public final class Calendars {

  static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST_NAMES = 10_000;
  // A calendar may list thousands of dates, so dates are what fills the room.
  private static final long MOST_DATES = 500_000;
  private static final int DATES_OF_A_PLAIN_ONE = 50;

  private record Version(CalendarKey key, int number) {}

  private final CalendarStreams streams;
  private final InstantSource clock;
  private final Cache<Version, BusinessCalendar> versions =
      Caffeine.newBuilder()
          .maximumWeight(MOST_DATES)
          .weigher((Version version, BusinessCalendar calendar) -> weight(calendar))
          .build();
  private final Cache<CalendarKey, NewestVersion> newest =
      Caffeine.newBuilder().maximumSize(MOST_NAMES).build();

  /** The calendars in a store. */
  public Calendars(EventStore events, InstantSource clock) {
    this.streams = new CalendarStreams(events);
    this.clock = clock;
  }

  /**
   * The newest version of a calendar, to be referred to from now on.
   *
   * @param name of a calendar of the workspace, or of one that is built in
   * @throws Rejection NOT_FOUND where there is none, or it is retired
   */
  public CalendarVersion newest(Context context, String name) {
    CalendarVersion builtIn = BuiltInCalendars.find(name);
    if (builtIn != null) {
      return builtIn;
    }
    if (!CalendarKey.isName(name)) {
      throw Rejection.notFound("calendar of that name");
    }
    CalendarKey key = CalendarKey.of(context.tenant(), context.workspace(), name);
    NewestVersion now = newest(key);
    if (now == null || now.retired()) {
      throw Rejection.notFound("calendar " + name);
    }
    CalendarRef ref = new CalendarRef(name, now.version());
    return new CalendarVersion(ref, of(context, ref));
  }

  /**
   * What a version says, also of a calendar that is retired.
   *
   * @throws Rejection NOT_FOUND where there is no such version
   */
  public BusinessCalendar of(Context context, CalendarRef ref) {
    CalendarVersion builtIn = BuiltInCalendars.find(ref.name());
    if (builtIn != null && builtIn.ref().equals(ref)) {
      return builtIn.calendar();
    }
    BusinessCalendar calendar =
        CalendarKey.isName(ref.name()) && ref.version() > 0
            ? versions.get(
                new Version(
                    CalendarKey.of(context.tenant(), context.workspace(), ref.name()),
                    ref.version()),
                version -> streams.version(version.key(), version.number()))
            : null;
    if (calendar == null) {
      throw Rejection.notFound("such version of a calendar of that name");
    }
    return calendar;
  }

  /** Tells that a version of the calendar was defined or that it was retired. */
  void changed(CalendarKey key) {
    newest.invalidate(key);
  }

  private @Nullable NewestVersion newest(CalendarKey key) {
    NewestVersion known = newest.getIfPresent(key);
    if (known != null && isFresh(known)) {
      return known;
    }
    return newest
        .asMap()
        .compute(
            key,
            (same, before) ->
                before != null && isFresh(before)
                    ? before
                    : streams.newest(key, before, clock.instant()));
  }

  private boolean isFresh(NewestVersion known) {
    return clock.instant().isBefore(known.readAt().plus(FRESH));
  }

  private static int weight(BusinessCalendar calendar) {
    return DATES_OF_A_PLAIN_ONE + calendar.holidays().size() + calendar.workingDays().size();
  }
}
