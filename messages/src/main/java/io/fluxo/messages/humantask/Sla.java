package io.fluxo.messages.humantask;

import io.fluxo.messages.calendar.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a task has to be taken up and answered, and what happens where it is not.
 *
 * @param calendar the name of the business calendar that times are counted by, null for always
 * @param start until when somebody has to begin with it, null for whenever
 * @param complete until when it has to be answered, null for whenever
 */
public record Sla(
    @Nullable String calendar, @Nullable Deadline start, @Nullable Deadline complete) {

  /**
   * A deadline.
   *
   * @param within how long after the task was asked for
   * @param remind how long before the deadline people are reminded
   * @param escalate what is done about a task that is late, in order
   */
  public record Deadline(Span within, List<Span> remind, List<Escalation> escalate) {}

  /**
   * One thing that is done about a task that is late.
   *
   * @param after how long after the deadline
   * @param act what is done
   * @param to whom it is about: principals; empty for those who are asked already
   */
  public record Escalation(Span after, Act act, List<String> to) {}

  /** What can be done about a task that is late. */
  public enum Act {
    /** People are told. */
    notify,
    /** Others are asked in place of those who were. */
    reassign,
    /** It moves up in everybody's list. */
    raise_priority,
    /** It ends without an answer, by the branch {@code expired}. */
    expire
  }
}
