package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.rejection.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended. As text it is a cursor; one of a list in another order is none.
 *
 * @param urgency 0 where the list is not by urgency
 * @param time when the last task is due, was late or ended, as the database reads it
 * @param taskId the last task
 */
record Place(Order order, int urgency, String time, String taskId) {

  /** How lists are ordered. */
  enum Order {
    urgent,
    late,
    done
  }

  static final String NEVER = "infinity";

  private static final Pattern FORM =
      Pattern.compile("([a-z]{4,6})\\.([0-9])\\.(-|[0-9]{1,18})\\.([0-9a-z-]{26,36})");

  /** The years to 9999. */
  private static final long LAST_MICROS = 253_402_300_799_999_999L;

  /** Where a list begins. */
  static Place first(Order order) {
    return new Place(order, -1, order == Order.done ? NEVER : "-infinity", "");
  }

  /** The place of a task. */
  static Place of(Order order, TaskFold task) {
    return switch (order) {
      case urgent -> new Place(order, 9 - task.priority, text(task.due), task.key.taskId());
      case late -> new Place(order, 0, text(task.lateAt()), task.key.taskId());
      case done -> new Place(order, 0, text(task.endedAt), task.key.taskId());
    };
  }

  /**
   * Reads a cursor.
   *
   * @param cursor null for the beginning
   * @throws Rejection INVALID_INPUT when no page of that order gave it
   */
  static Place parse(Order order, @Nullable String cursor) {
    if (cursor == null) {
      return first(order);
    }
    Matcher matcher = FORM.matcher(cursor);
    if (!matcher.matches() || !matcher.group(1).equals(order.name())) {
      throw unknown();
    }
    try {
      return new Place(
          order,
          Integer.parseInt(matcher.group(2)),
          time(matcher.group(3)),
          new TaskId(matcher.group(4)).value());
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  String cursor() {
    String micros =
        time.equals(NEVER)
            ? "-"
            : Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)));
    return order + "." + urgency + "." + micros + "." + taskId;
  }

  private static String text(@Nullable Instant time) {
    return time == null ? NEVER : time.toString();
  }

  private static String time(String micros) {
    if (micros.equals("-")) {
      return NEVER;
    }
    long count = Long.parseLong(micros);
    if (count > LAST_MICROS) {
      throw unknown();
    }
    return Instant.EPOCH.plus(count, ChronoUnit.MICROS).toString();
  }

  private static Rejection unknown() {
    return new Rejection(Rejection.Code.INVALID_INPUT, "Expected a cursor that a page gave");
  }
}
