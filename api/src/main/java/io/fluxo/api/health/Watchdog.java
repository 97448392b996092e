package io.fluxo.api.health;

import io.fluxo.api.boot.postgres.DatabaseWatch;
import io.fluxo.messages.deadletter.DeadEvents;
import io.fluxo.messages.deadletter.DeadWork;
import io.fluxo.messages.health.Lag;
import io.fluxo.messages.health.Watched;
import io.fluxo.messages.health.WorkPulse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every few seconds at everything that works on its own, and starts what has stopped again:
 * at once, then after ever longer pauses.
 */
@Component
final class Watchdog implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Map<String, Guard> guards = new LinkedHashMap<>();
  private final Lag.Source lag;
  private final WorkPulse work;
  private final DeadEvents events;
  private final DeadWork aside;
  private final DatabaseWatch database;
  private volatile Pulse pulse = Pulse.NONE;
  private @Nullable ScheduledExecutorService thread;

  Watchdog(
      List<Watched> watched,
      Lag.Source lag,
      WorkPulse work,
      DeadEvents events,
      DeadWork aside,
      DatabaseWatch database,
      MeterRegistry meters,
      LongSupplier ticker) {
    watched.forEach(each -> guards.put(each.name(), new Guard(each, meters, ticker)));
    this.lag = lag;
    this.work = work;
    this.events = events;
    this.aside = aside;
    this.database = database;
  }

  /** What was seen at the last look. */
  Pulse pulse() {
    return pulse;
  }

  /** How everything that is watched stands now, by name. */
  Map<String, Watched.State> states() {
    return guards.values().stream()
        .collect(
            Collectors.toMap(Guard::name, Guard::state, (one, other) -> one, LinkedHashMap::new));
  }

  private void look() {
    try {
      guards.values().forEach(Guard::look);
      pulse = database.isUp() ? read() : pulse.stale();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The watchdog could not see everything ({})", e.getClass().getName());
      pulse = pulse.stale();
    }
  }

  private Pulse read() {
    return new Pulse(true, lag.now(), work.now(), events.count(), aside.count());
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("watchdog").unstarted(task));
    // Until it is stopped; the task throws nothing.
    var unused =
        started.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    thread = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = thread;
    thread = null;
    if (running != null) {
      running.shutdownNow();
      try {
        // What it might just start again must not come up behind those who stop it.
        boolean ended = running.awaitTermination(5, TimeUnit.SECONDS);
        LOG.debug("The watchdog has ended: {}", ended);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Begins after everything that it watches, and ends before. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 100;
  }
}
