package io.fluxo.command.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.messages.audit.AuditEvent;
import io.fluxo.messages.audit.ReadLog;
import io.fluxo.messages.context.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Notes reads in memory and stores them behind the answers, some at a time. What was noted is
 * stored before the program ends in order; a killed one may lose the reads of its last moment.
 */
@Component
final class StoredReadLog implements ReadLog, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StoredReadLog.class);
  private static final Duration ONCE_IN = Duration.ofMinutes(10);
  private static final int MOST_NOTED = 100_000;
  private static final int MOST_WAITING = 10_000;
  private static final int AT_ONCE = 64;
  private static final long AGAIN_MILLIS = 500;
  private static final long STOP_MILLIS = 10_000;

  /** A read that is not stored yet. */
  record Noted(Context context, AuditEvent.DataRead read) {}

  private record Key(String tenant, String workspace, String actor, String object) {}

  private final ReadStore store;
  private final Cache<Key, Boolean> noted;
  private final BlockingQueue<Noted> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private volatile boolean running;
  private volatile Thread worker = new Thread(() -> {});

  StoredReadLog(ReadStore store, InstantSource clock) {
    this.store = store;
    this.noted =
        Caffeine.newBuilder()
            .maximumSize(MOST_NOTED)
            .expireAfterWrite(ONCE_IN)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  @Override
  public boolean isNoted(Context context, String object) {
    return noted.getIfPresent(key(context, object)) != null;
  }

  @Override
  public void read(Context context, AuditEvent.DataRead read) {
    Key key = key(context, read.object());
    if (noted.asMap().putIfAbsent(key, true) != null) {
      return;
    }
    if (!waiting.offer(new Noted(context, read))) {
      noted.invalidate(key); // so that the next read is noted instead
      LOG.error("So many reads of personal data wait to be stored that one is not kept");
    }
  }

  private static Key key(Context context, String object) {
    return new Key(context.tenant(), context.workspace(), context.actor(), object);
  }

  @Override
  public synchronized void start() {
    running = true;
    worker = Thread.ofPlatform().daemon().name("reads").start(this::work);
  }

  private void work() {
    List<Noted> batch = new ArrayList<>(AT_ONCE);
    while (running || !waiting.isEmpty() || !batch.isEmpty()) {
      try {
        if (batch.isEmpty()) {
          take(batch);
        }
        if (!batch.isEmpty()) {
          store.store(batch);
          batch.clear();
        }
      } catch (InterruptedException e) {
        running = false; // what is left is stored, then the thread ends
      } catch (RuntimeException e) {
        LOG.warn(
            "Reads of personal data cannot be stored now and are tried again ({})",
            e.getClass().getSimpleName());
        if (!pause()) {
          return;
        }
      }
    }
  }

  private void take(List<Noted> batch) throws InterruptedException {
    Noted first = running ? waiting.poll(AGAIN_MILLIS, TimeUnit.MILLISECONDS) : waiting.poll();
    if (first != null) {
      batch.add(first);
      waiting.drainTo(batch, AT_ONCE - 1);
    }
  }

  /** False where the program ends and the store is not to be had. */
  private boolean pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Waits until all is stored; a store that is away is not waited for longer than is bearable. */
  @Override
  public synchronized void stop() {
    running = false;
    try {
      if (!worker.join(Duration.ofMillis(STOP_MILLIS))) {
        worker.interrupt();
        LOG.error("{} reads of personal data could not be stored", waiting.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Ends after the web server, whose last answers are noted here. */
  @Override
  public int getPhase() {
    return 0;
  }
}
