package io.fluxo.command.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue in which tenants take turns: what one tenant put in comes out in that order, and
 * nobody waits for more than one turn of each other tenant. One tenant alone fills no more than
 * half of it. What is taken out at once is all that waits while one tenant is alone, and a few for
 * each once there are several: whoever comes next waits until that is done.
 *
 * @param <E> what waits
 */
final class FairQueue<E> {

  /** How long a tenant counts as there after it came. */
  private static final long PRESENT = Duration.ofSeconds(1).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** Those who have something waiting, the next one first. */
  private final Map<String, ArrayDeque<E>> turns = new LinkedHashMap<>();

  private final int capacity;
  private final int share;
  private final LongSupplier ticker;
  private int size;
  private String last = "";
  private long changed;

  /**
   * An empty queue.
   *
   * @param share how many are taken out for each tenant at once, once there are several
   * @param ticker nanoseconds from some start
   */
  FairQueue(int capacity, int share, LongSupplier ticker) {
    this.capacity = capacity;
    this.share = share;
    this.ticker = ticker;
    this.changed = ticker.getAsLong() - PRESENT;
  }

  /** False where there is no room. */
  boolean offer(String tenant, E element) {
    lock.lock();
    try {
      ArrayDeque<E> own = turns.get(tenant);
      if (size >= capacity || (own != null && own.size() >= Math.max(1, capacity / 2))) {
        return false;
      }
      if (own == null) {
        own = new ArrayDeque<>();
        turns.put(tenant, own);
      }
      own.add(element);
      size++;
      // What is nobody's, such as a sweep, is not another tenant.
      if (!tenant.isEmpty() && !tenant.equals(last)) {
        changed = last.isEmpty() ? changed : ticker.getAsLong();
        last = tenant;
      }
      news.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes out what waits, turn by turn; waits a while where nothing does.
   *
   * @param most how many at most
   * @param millis how long to wait for the first
   */
  void drainTo(Collection<? super E> into, int most, long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (long left = TimeUnit.MILLISECONDS.toNanos(millis); size == 0 && left > 0; ) {
        left = news.awaitNanos(left);
      }
      boolean several = ticker.getAsLong() - changed < PRESENT;
      int bound = several ? Math.min(most, share * turns.size()) : most;
      for (int i = 0; i < bound; i++) {
        E next = next();
        if (next == null) {
          return;
        }
        into.add(next);
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable E next() {
    Iterator<Map.Entry<String, ArrayDeque<E>>> first = turns.entrySet().iterator();
    if (!first.hasNext()) {
      return null;
    }
    Map.Entry<String, ArrayDeque<E>> turn = first.next();
    ArrayDeque<E> own = turn.getValue();
    E next = own.remove();
    size--;
    if (turns.size() > 1 || own.isEmpty()) {
      String tenant = turn.getKey();
      first.remove();
      if (!own.isEmpty()) {
        turns.put(tenant, own);
      }
    }
    return next;
  }
}
