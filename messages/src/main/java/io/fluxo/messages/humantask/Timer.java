package io.fluxo.messages.humantask;

import java.time.Instant;

/**
 * Something that is due at a time, as long as the task is open.
 *
 * @param of which deadline it belongs to
 * @param act what is due
 * @param index which of the reminders or escalations of that deadline, from 0
 * @param at when
 */
public record Timer(Of of, Act act, int index, Instant at) {

  /** The deadlines of a task. */
  public enum Of {
    start,
    complete
  }

  /** What can be due. */
  public enum Act {
    remind,
    overdue,
    escalate
  }

  /** The same, due at another time. */
  public Timer at(Instant other) {
    return new Timer(of, act, index, other);
  }

  /** Whether it is the same but for its time. */
  public boolean is(Timer other) {
    return of == other.of && act == other.act && index == other.index;
  }
}
