package io.fluxo.api.lock;

import io.fluxo.messages.rejection.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets callers wait for locks without holding a thread or a connection. One thread tries for
 * whoever comes first in each line: at once when this node releases a lock, and by looking when the
 * first lock ends by itself, at the latest after a pause: what other nodes release is found then.
 * It also ends the waiting, so that nobody gives up while a lock is being taken for them.
 */
@Component
final class LockWaiters implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LockWaiters.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

  private final LockTable table;
  private final LockReader reader;
  private final Lines lines = new Lines();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, run -> Thread.ofPlatform().daemon().name("lock-waiters").unstarted(run));
  private volatile boolean running;
  private @Nullable ScheduledFuture<?> next;
  private boolean failing;

  LockWaiters(LockTable table, LockReader reader) {
    this.table = table;
    this.reader = reader;
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Whether somebody waits for the lock. */
  boolean waitsFor(LockPlace place) {
    return lines.first(place) != null;
  }

  /**
   * Waits behind those who came before.
   *
   * @return the lock, or null when the time is up
   */
  CompletableFuture<@Nullable LockView> await(
      LockPlace place, String owner, Duration ttl, Duration wait) {
    Waiter waiter = new Waiter(place, owner, ttl, new CompletableFuture<>());
    try {
      Future<?> end =
          thread.schedule(() -> answer(waiter, null), wait.toMillis(), TimeUnit.MILLISECONDS);
      waiter.answer().whenComplete((lock, thrown) -> end.cancel(false));
    } catch (RejectedExecutionException e) {
      turnAway(waiter);
      return waiter.answer();
    }
    if (lines.join(waiter)) {
      freed(place); // It may have become so before there was anybody to tell.
    }
    if (thread.isShutdown()) {
      turnAway(waiter);
    }
    return waiter.answer();
  }

  /** Lets the next one try: the lock is free. */
  void freed(LockPlace place) {
    if (waitsFor(place)) {
      try {
        thread.execute(() -> serve(place));
      } catch (RejectedExecutionException e) {
        // This node stops, and whoever waits is turned away.
      }
    }
  }

  private void serve(LockPlace place) {
    try {
      for (Waiter first = lines.first(place); first != null; first = lines.first(place)) {
        switch (table.acquire(place, first.owner(), first.ttl(), true)) {
          case Attempt.Taken taken -> answer(first, taken.lock());
          case Attempt.Held held -> {
            lookIn(held.left());
            return;
          }
        }
      }
    } catch (RuntimeException e) {
      failed(e);
      lookIn(PAUSE);
    }
  }

  private void look() {
    next = null;
    List<LockPlace> places = lines.places();
    if (places.isEmpty()) {
      return;
    }
    Duration pause = PAUSE;
    try {
      for (Map.Entry<LockPlace, Duration> each : reader.left(places).entrySet()) {
        if (each.getValue().isZero()) {
          serve(each.getKey());
        } else if (each.getValue().compareTo(pause) < 0) {
          pause = each.getValue();
        }
      }
      failing = false;
    } catch (RuntimeException e) {
      failed(e);
    }
    lookIn(pause);
  }

  /** The first of many times is told. */
  private void failed(RuntimeException e) {
    if (!failing) {
      LOG.warn("Locks cannot be taken for who waits; it is tried again", e);
    }
    failing = true;
  }

  /** Looks again after that time or earlier. */
  private void lookIn(Duration time) {
    long millis = Math.clamp(time.toMillis(), SHORTEST_PAUSE.toMillis(), PAUSE.toMillis());
    if (next != null && next.getDelay(TimeUnit.MILLISECONDS) > millis) {
      next.cancel(false);
      next = null;
    }
    if (next == null) {
      next = thread.schedule(this::look, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void answer(Waiter waiter, @Nullable LockView lock) {
    lines.leave(waiter);
    waiter.answer().complete(lock);
  }

  private void turnAway(Waiter waiter) {
    lines.leave(waiter);
    waiter
        .answer()
        .completeExceptionally(
            new Rejection(
                Rejection.Code.UNAVAILABLE,
                "Expected to wait for the lock, but this node stops: ask again"));
  }

  @Override
  public void start() {
    running = true;
  }

  /** Comes before the server ends its requests, so that those who wait still get an answer. */
  @Override
  public void stop() {
    running = false;
    thread.shutdownNow();
    lines.all().forEach(this::turnAway);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
