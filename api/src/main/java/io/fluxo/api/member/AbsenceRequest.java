package io.fluxo.api.member;

import io.fluxo.api.problem.Fields;
import io.fluxo.api.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A time in which somebody is going to be away.
 *
 * @param until when the person is there again
 * @param standIn the id or the e-mail address of another member
 * @param reason for the person's own memory
 */
record AbsenceRequest(
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String standIn,
    @Nullable String reason) {

  private static final int MOST = 50;
  private static final int LONGEST_NAME = 254;
  private static final int LONGEST_REASON = 500;

  /** Nobody plans further, and the database knows fewer years than requests. */
  private static final Duration FARTHEST = Duration.ofDays(3_660);

  /**
   * All of somebody's, with the stand-ins by the names that were given.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT where there are too many, one
   *     cannot be, or two are at the same time
   */
  static List<Absence> read(List<@Nullable AbsenceRequest> body, Instant now) {
    if (body.size() > MOST) {
      throw Problems.invalid("", "There are too many absences", "at most " + MOST + " absences");
    }
    List<Absence> absences = new ArrayList<>(body.size());
    for (int i = 0; i < body.size(); i++) {
      AbsenceRequest each = body.get(i);
      if (each == null) {
        throw Problems.invalid("/" + i, "The absence is missing", "from, until and standIn");
      }
      absences.add(each.read("/" + i, now));
    }
    requireApart(absences);
    return absences;
  }

  private Absence read(String pointer, Instant now) {
    Instant begin = time(pointer + "/from", from, now);
    Instant end = time(pointer + "/until", until, now);
    if (!end.isAfter(begin)) {
      throw Problems.invalid(pointer + "/until", "The end is not after the begin", "after from");
    }
    return new Absence(
        begin,
        end,
        Fields.text(pointer + "/standIn", standIn, LONGEST_NAME),
        reason == null ? null : Fields.text(pointer + "/reason", reason, LONGEST_REASON));
  }

  private static Instant time(String pointer, @Nullable Instant time, Instant now) {
    if (time == null || time.isBefore(now.minus(FARTHEST)) || time.isAfter(now.plus(FARTHEST))) {
      throw Problems.invalid(
          pointer,
          time == null ? "The field is missing" : "The time is too far away",
          "an instant within ten years");
    }
    return time.truncatedTo(ChronoUnit.MICROS); // as the database has it
  }

  /** Work goes to one stand-in at a time. */
  private static void requireApart(List<Absence> absences) {
    List<Integer> order =
        IntStream.range(0, absences.size())
            .boxed()
            .sorted(Comparator.comparing(i -> absences.get(i).from()))
            .toList();
    for (int i = 1; i < order.size(); i++) {
      Absence before = absences.get(order.get(i - 1));
      if (absences.get(order.get(i)).from().isBefore(before.until())) {
        throw Problems.invalid(
            "/" + order.get(i) + "/from",
            "Two absences are at the same time",
            "one that begins when the one before has ended");
      }
    }
  }
}
