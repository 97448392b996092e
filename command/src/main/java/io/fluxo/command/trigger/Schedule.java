package io.fluxo.command.trigger;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a schedule fires.
 *
 * @param cron six fields (seconds first) or five
 * @param zone the time zone in which they are meant
 * @param missed what becomes of times that passed while nobody looked
 */
record Schedule(CronExpression cron, ZoneId zone, Missed missed) {

  /** More missed times than this are not made up for. */
  static final int MOST_MISSED = 1_000;

  /** A time is missed when it is looked at later than this. */
  private static final int GRACE_SECONDS = 60;

  /** What to do about missed times. */
  enum Missed {
    SKIP,
    ONCE,
    ALL
  }

  /** What to do now, and when to look again; null for never. */
  record Firing(List<Instant> fire, @Nullable Instant next) {}

  /**
   * Reads a schedule.
   *
   * @throws IllegalArgumentException when the expression or the policy is wrong
   */
  static Schedule of(String cron, String zone, String missed) {
    String six = cron.strip().split("\\s+").length == 5 ? "0 " + cron.strip() : cron;
    return new Schedule(
        CronExpression.parse(six),
        ZoneId.of(zone),
        Missed.valueOf(missed.toUpperCase(Locale.ROOT)));
  }

  /** The first time after the instant, null for never. */
  @Nullable Instant after(Instant instant) {
    ZonedDateTime next = cron.next(instant.atZone(zone));
    return next == null ? null : next.toInstant();
  }

  /**
   * What is due.
   *
   * @param planned the time that was to come next
   */
  Firing due(Instant planned, Instant now) {
    List<Instant> passed = new ArrayList<>();
    Instant next = planned;
    while (next != null && !next.isAfter(now) && passed.size() < MOST_MISSED) {
      passed.add(next);
      next = after(next);
    }
    if (next != null && !next.isAfter(now)) {
      next = after(now);
    }
    return new Firing(wanted(passed, now), next);
  }

  private List<Instant> wanted(List<Instant> passed, Instant now) {
    if (passed.isEmpty() || missed == Missed.ALL) {
      return passed;
    }
    if (missed == Missed.ONCE) {
      return List.of(passed.getLast());
    }
    Instant last = passed.getLast();
    return last.plusSeconds(GRACE_SECONDS).isBefore(now) ? List.of() : List.of(last);
  }
}
