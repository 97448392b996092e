package io.fluxo.api.key;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Remembers when keys were used, and notes it once in a while: a request does not wait for it. */
@Component
final class KeyUses implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration EXACT = Duration.ofMinutes(1);

  private final KeyTable table;
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();
  private final Map<String, Instant> fresh = new ConcurrentHashMap<>();
  private volatile boolean running;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          run -> Thread.ofPlatform().daemon().name("key-uses").unstarted(run));

  KeyUses(KeyTable table) {
    this.table = table;
  }

  /** Remembers a use, unless one of the same minute is known. */
  void used(String id, Instant now) {
    Instant last = noted.get(id);
    if (last == null || last.plus(EXACT).isBefore(now)) {
      noted.put(id, now);
      fresh.put(id, now);
    }
  }

  /** Notes what is remembered. */
  void note() {
    Map<String, Instant> uses = new HashMap<>(fresh);
    if (uses.isEmpty()) {
      return;
    }
    try {
      table.used(uses);
      uses.forEach(fresh::remove);
    } catch (RuntimeException e) {
      LOG.warn("The use of keys could not be noted; it is tried again", e);
    }
  }

  @Override
  public void start() {
    running = true;
    thread.scheduleWithFixedDelay(
        this::note, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    thread.shutdownNow();
    note();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
