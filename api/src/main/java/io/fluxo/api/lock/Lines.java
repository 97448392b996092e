package io.fluxo.api.lock;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who waits on this node for which lock, in the order in which they came. */
final class Lines {

  private final Map<LockPlace, LinkedHashSet<Waiter>> lines = new HashMap<>();

  /** Lets one wait; true where nobody waits before. */
  synchronized boolean join(Waiter waiter) {
    LinkedHashSet<Waiter> line =
        lines.computeIfAbsent(waiter.place(), place -> new LinkedHashSet<>());
    line.add(waiter);
    return line.size() == 1;
  }

  /** Whose turn it is, null where nobody waits. */
  synchronized @Nullable Waiter first(LockPlace place) {
    LinkedHashSet<Waiter> line = lines.get(place);
    return line == null ? null : line.getFirst();
  }

  /** Ends the waiting of one; those behind move up. */
  synchronized void leave(Waiter waiter) {
    LinkedHashSet<Waiter> line = lines.get(waiter.place());
    if (line != null && line.remove(waiter) && line.isEmpty()) {
      lines.remove(waiter.place());
    }
  }

  /** The locks that somebody waits for. */
  synchronized List<LockPlace> places() {
    return List.copyOf(lines.keySet());
  }

  /** All who wait. */
  synchronized List<Waiter> all() {
    return lines.values().stream().flatMap(LinkedHashSet::stream).toList();
  }
}
