package io.fluxo.connectors.step;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that wait for the same. Higher priority goes first; for each level that somebody is
 * higher it overtakes those who came so much earlier, and nobody who came before that: so nobody
 * waits for ever.
 */
final class Waiting {

  private final long ageing;
  private final Map<Integer, LinkedHashSet<Attempt>> levels = new TreeMap<>();
  private int size;

  /** What one level of priority is worth in waiting time, in nanoseconds. */
  Waiting(long ageing) {
    this.ageing = ageing;
  }

  void add(Attempt attempt) {
    levels.computeIfAbsent(attempt.task().priority(), level -> new LinkedHashSet<>()).add(attempt);
    size++;
  }

  boolean remove(Attempt attempt) {
    int level = attempt.task().priority();
    LinkedHashSet<Attempt> equals = levels.get(level);
    if (equals == null || !equals.remove(attempt)) {
      return false;
    }
    if (equals.isEmpty()) {
      levels.remove(level);
    }
    size--;
    return true;
  }

  /** Who is next, null for nobody. */
  @Nullable Attempt first() {
    Attempt first = null;
    for (LinkedHashSet<Attempt> equals : levels.values()) {
      Attempt oldest = equals.getFirst();
      if (first == null || rank(oldest) - rank(first) <= 0) {
        first = oldest;
      }
    }
    return first;
  }

  /** Lower goes first; it does not change while somebody waits. */
  long rank(Attempt attempt) {
    return attempt.since - attempt.task().priority() * ageing;
  }

  /** Since when the oldest waits; the given time where nobody does. */
  long oldest(long now) {
    long oldest = now;
    for (LinkedHashSet<Attempt> equals : levels.values()) {
      oldest = Math.min(oldest, equals.getFirst().since);
    }
    return oldest;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }
}
