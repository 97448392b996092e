package io.fluxo.query.run;

import io.fluxo.messages.run.Attention;
import io.fluxo.messages.run.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run has open, small enough to stand in its row: {@code 3a2 4w0} says that step 3 is active
 * and that two events of its stream are folded in, and that step 4 is not begun. It is what status
 * and counts follow from.
 */
final class OpenActivations {
  static final char WAITING = 'w';
  static final char ACTIVE = 'a';
  static final char RETRYING = 'r';

  /** A step whose effect cannot be told; a person must settle it. */
  static final char UNKNOWN = 'u';

  /** A step that the run is done with while its own last event is still to come. */
  static final char SETTLED = 'x';

  /** A failure that waits for a person's decision. */
  static final char ESCALATED = 'p';

  static final char DELAY = 'd';
  static final char EVENT = 'e';

  /** A wait for an answer of people. */
  static final char ASKED = 'h';

  private static final long FORGOTTEN = -1;

  private record Entry(char state, long seen) {}

  private final Map<Integer, Entry> entries = new TreeMap<>();

  static OpenActivations parse(String text) {
    OpenActivations open = new OpenActivations();
    if (text.isEmpty()) {
      return open;
    }
    for (String part : text.split(" ")) {
      int at = 0;
      while (Character.isDigit(part.charAt(at))) {
        at++;
      }
      open.entries.put(
          Integer.parseInt(part, 0, at, 10),
          new Entry(part.charAt(at), Long.parseLong(part, at + 1, part.length(), 10)));
    }
    return open;
  }

  void add(int ordinal, char state) {
    entries.put(ordinal, new Entry(state, 0));
  }

  /** The run is done with an activation: a wait is gone, a step awaits its own last event. */
  void settle(int ordinal) {
    Entry entry = entries.get(ordinal);
    if (entry != null && isWait(entry.state)) {
      entries.remove(ordinal);
    } else if (entry != null) {
      entries.put(ordinal, new Entry(SETTLED, entry.seen));
    }
  }

  /**
   * A step that may have ended gets another chance. Where its events were forgotten, the one that
   * says so is the next that counts.
   */
  void again(int ordinal) {
    Entry entry = entries.get(ordinal);
    entries.put(ordinal, new Entry(RETRYING, entry == null ? FORGOTTEN : entry.seen));
  }

  /** An activation is left behind: what waits for a person is gone, a step may still end. */
  void leave(int ordinal) {
    Entry entry = entries.get(ordinal);
    if (entry != null && entry.state == ESCALATED) {
      entries.remove(ordinal);
    } else {
      settle(ordinal);
    }
  }

  /** Why what is open asks for a person, null where it does not. */
  @Nullable Attention attention() {
    if (count(ESCALATED) > 0) {
      return Attention.ESCALATED;
    }
    return count(UNKNOWN) > 0 ? Attention.OUTCOME_UNKNOWN : null;
  }

  void remove(int ordinal) {
    entries.remove(ordinal);
  }

  /** The run has ended, and is done with all. */
  void settleAll() {
    List.copyOf(entries.keySet()).forEach(this::settle);
  }

  /**
   * Whether an event of a step is news: the step is open and the event was not seen before.
   *
   * @param begins whether the event is one that gives a step another chance
   */
  boolean isNews(int ordinal, long sequence, boolean begins) {
    Entry entry = entries.get(ordinal);
    return entry != null && (entry.seen == FORGOTTEN ? begins : sequence >= entry.seen);
  }

  /** Notes an event of an open step, and its new state where the event changes it. */
  void step(int ordinal, long sequence, @Nullable Character state) {
    entries.computeIfPresent(
        ordinal,
        (key, entry) ->
            new Entry(state == null || entry.state == SETTLED ? entry.state : state, sequence + 1));
  }

  int waitingSteps() {
    return count(WAITING) + count(RETRYING);
  }

  int activeSteps() {
    return count(ACTIVE) + count(UNKNOWN);
  }

  /** Where a run stands that has not ended and has this open. */
  RunStatus status() {
    if (count(WAITING) + count(ACTIVE) > 0) {
      return RunStatus.RUNNING;
    }
    if (count(RETRYING) > 0) {
      return RunStatus.RECOVERING;
    }
    if (count(EVENT) + count(ASKED) + count(UNKNOWN) + count(ESCALATED) > 0) {
      return RunStatus.WAITING_INPUT;
    }
    return count(DELAY) > 0 ? RunStatus.WAITING_DELAY : RunStatus.RUNNING;
  }

  private int count(char state) {
    int count = 0;
    for (Entry entry : entries.values()) {
      if (entry.state == state) {
        count++;
      }
    }
    return count;
  }

  private static boolean isWait(char state) {
    return state == DELAY || state == EVENT || state == ASKED || state == ESCALATED;
  }

  @Override
  public String toString() {
    return entries.entrySet().stream()
        .map(entry -> "" + entry.getKey() + entry.getValue().state + entry.getValue().seen)
        .collect(Collectors.joining(" "));
  }
}
