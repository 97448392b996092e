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

/**
 * A bounded queue in which tenants take turns: what one tenant put in comes out in that order, and
 * nobody waits for more than one turn of each other tenant. One tenant alone fills no more than
 * half of it. What is taken out at once is all that waits while one tenant is alone, and a few for
 * each once there are several: whoever comes next waits until that is done. Whose few do not
 * exhaust what they have waiting, a {@link Floodgate} must let pass.
 *
 * @param <E> what waits
 */
final class FairQueue<E> {

  /** How long a tenant counts as there after it came. */
  private static final long PRESENT = Duration.ofMillis(250).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** Those who have something waiting, the next one first. */
  private final Map<String, ArrayDeque<E>> turns = new LinkedHashMap<>();

  private final int capacity;
  private final int share;
  private final Floodgate.Pass pass;
  private final LongSupplier ticker;
  private int size;
  private boolean refused;
  private String last = "";
  private long changed;

  /**
   * An empty queue.
   *
   * @param share how many are taken out for each tenant at once, once there are several
   * @param gate what lets tenants pass that have more waiting than that
   * @param ticker nanoseconds from some start
   */
  FairQueue(int capacity, int share, Floodgate gate, LongSupplier ticker) {
    this.capacity = capacity;
    this.share = share;
    this.pass = gate.pass(this::wake);
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
   * Takes out what waits, turn by turn; waits a while where nothing does or the gate is shut.
   * {@link #done} is to be called when it has been worked off.
   *
   * @param most how many at most
   * @param millis how long to wait for the first
   */
  void drainTo(Collection<? super E> into, int most, long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!take(into, most) && left > 0) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What was taken out last has been worked off. */
  void done() {
    // Not under the lock: it may wake another lane, which takes that lane's lock.
    pass.end();
    if (!refused) {
      pass.withdraw();
    }
  }

  private void wake() {
    lock.lock();
    try {
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean take(Collection<? super E> into, int most) {
    if (size == 0) {
      return false;
    }
    boolean several = ticker.getAsLong() - changed < PRESENT;
    refused = several && turns.values().stream().anyMatch(this::isMuch) && !pass.ask();
    if (refused) {
      return takeFew(into, most);
    }
    int bound = several ? Math.min(most, share * turns.size()) : most;
    for (int i = 0; i < bound && size > 0; i++) {
      into.add(next());
    }
    return true;
  }

  private boolean isMuch(Collection<E> own) {
    return own.size() > share;
  }

  /** Takes out what those have who have no more than a few; false where there is nobody. */
  private boolean takeFew(Collection<? super E> into, int most) {
    int room = most;
    for (Iterator<ArrayDeque<E>> each = turns.values().iterator(); each.hasNext(); ) {
      ArrayDeque<E> own = each.next();
      if (!isMuch(own) && own.size() <= room) {
        into.addAll(own);
        room -= own.size();
        size -= own.size();
        each.remove();
      }
    }
    return room < most;
  }

  private E next() {
    Iterator<Map.Entry<String, ArrayDeque<E>>> first = turns.entrySet().iterator();
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
