package io.fluxo.api.server;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who keeps a thread, and since when. What is quick never notices; but nobody may keep one for
 * long, and the slow together no more than a part of all.
 *
 * @param <C> a connection
 */
final class Busy<C> {

  /** Whoever keeps a thread for longer is slow. */
  static final Duration SLOW = Duration.ofSeconds(2);

  private final Map<C, Long> since = new ConcurrentHashMap<>();
  private volatile long longest = Duration.ofSeconds(60).toNanos();

  /** Sets how long one may keep a thread. */
  void allow(Duration time) {
    longest = time.toNanos();
  }

  void began(C connection, long now) {
    since.put(connection, now);
  }

  void ended(C connection) {
    since.remove(connection);
  }

  /**
   * Who has to go.
   *
   * @param now in nanoseconds
   * @param most how many slow ones may stay
   */
  List<C> late(long now, int most) {
    List<Map.Entry<C, Long>> slow =
        since.entrySet().stream()
            .map(Map.Entry::copyOf)
            .filter(each -> now - each.getValue() > SLOW.toNanos())
            .sorted(Comparator.comparingLong(each -> each.getValue() - now))
            .toList();
    int tooMany = Math.max(0, slow.size() - most);
    return slow.stream()
        .filter(each -> now - each.getValue() > longest || slow.indexOf(each) < tooMany)
        .map(Map.Entry::getKey)
        .toList();
  }
}
