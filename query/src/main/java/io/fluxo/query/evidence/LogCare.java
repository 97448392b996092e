package io.fluxo.query.evidence;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.LogCheck;
import io.fluxo.messages.evidence.LogDesk;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.history.CommittedEvents;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SealingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks after the log: has it checked and stamped when that is due, or when somebody asks. */
@Component
final class LogCare implements SmartLifecycle, LogDesk {

  private static final Logger LOG = LoggerFactory.getLogger(LogCare.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** A check that has not ended by then was cut off. */
  private static final Duration LONGEST_CHECK = Duration.ofHours(6);

  private final LogChecks checks;
  private final Stamping stamping;
  private final LogKeys keys;
  private final LogCatchUp log;
  private final InstantSource clock;
  private final ObjectProvider<CommittedEvents> store;
  private final boolean enabled;
  private @Nullable ScheduledExecutorService threads;

  LogCare(
      LogChecks checks,
      Stamping stamping,
      LogKeys keys,
      LogCatchUp log,
      InstantSource clock,
      ObjectProvider<CommittedEvents> store,
      @Value("${fluxo.log.enabled:true}") boolean enabled) {
    this.checks = checks;
    this.stamping = stamping;
    this.keys = keys;
    this.log = log;
    this.clock = clock;
    this.store = store;
    this.enabled = enabled;
  }

  @Override
  public LogKey rotate(Context context) {
    try {
      return keys.rotate(context);
    } catch (SealingException e) {
      LOG.warn("The key of a log could not be rotated: {}", e.getMessage());
      throw new Rejection(
          Rejection.Code.UNAVAILABLE, "Expected to seal a new key, but the keystore does not");
    }
  }

  @Override
  public synchronized LogCheck check(Context context) {
    if (checks.goesOn(context.tenant(), clock.instant().minus(LONGEST_CHECK))) {
      throw new Rejection(
          Rejection.Code.CONFLICT, "Expected to check the log, but it is being checked");
    }
    log.to(context.tenant());
    ScheduledExecutorService running = threads;
    if (running == null) {
      throw stopped();
    }
    LogCheck begun = checks.begin(context.tenant(), LogChecks.ON_DEMAND);
    try {
      running.execute(() -> attempt(() -> checks.run(begun, context)));
    } catch (RejectedExecutionException e) {
      throw stopped();
    }
    return begun;
  }

  private static Rejection stopped() {
    return new Rejection(
        Rejection.Code.UNAVAILABLE, "Expected to check the log, but the service is going down");
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The log could not be looked after ({})", e.toString());
    }
  }

  @Override
  public synchronized void start() {
    if (!enabled || threads != null || store.getIfAvailable() == null) {
      return;
    }
    ScheduledExecutorService started =
        Executors.newScheduledThreadPool(
            2, task -> Thread.ofPlatform().daemon().name("log-care").unstarted(task));
    // Until it is stopped; the task throws nothing.
    var unused =
        started.scheduleWithFixedDelay(
            () -> {
              attempt(stamping::look);
              attempt(checks::look);
            },
            PAUSE.toMillis(),
            PAUSE.toMillis(),
            TimeUnit.MILLISECONDS);
    threads = started;
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService running = threads;
    threads = null;
    if (running != null) {
      running.shutdownNow();
      try {
        boolean ended = running.awaitTermination(5, TimeUnit.SECONDS);
        LOG.debug("Looking after the log has ended: {}", ended);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return threads != null;
  }
}
