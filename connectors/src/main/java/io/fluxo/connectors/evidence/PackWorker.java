package io.fluxo.connectors.evidence;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.PackDesk;
import io.fluxo.messages.health.Watched;
import io.fluxo.messages.history.CommittedEvents;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Makes packs of runs that have ended, behind everything else. */
@Component
final class PackWorker implements SmartLifecycle, Watched {

  private static final Logger LOG = LoggerFactory.getLogger(PackWorker.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);
  private static final int MOST_TRIES = 10;

  private final Endings endings;
  private final PackDesk shelf;
  private final CommittedEvents commits;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Duty duty;
  private final boolean enabled;
  private CommittedEvents.@Nullable Registration registration;
  private @Nullable Thread thread;
  private volatile boolean failing;
  private volatile long lastSign;
  private volatile long lastStart;

  PackWorker(
      Endings endings,
      PackDesk shelf,
      CommittedEvents commits,
      InstantSource clock,
      LongSupplier ticker,
      EvidenceSettings settings) {
    this.endings = endings;
    this.shelf = shelf;
    this.commits = commits;
    this.clock = clock;
    this.ticker = ticker;
    this.duty = new Duty(settings.share());
    this.enabled = settings.isAutomatic();
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long began = ticker.getAsLong();
        lastSign = began;
        boolean more = round();
        long now = ticker.getAsLong();
        Duration rest = duty.rest(now - began, now - lastStart);
        Duration pause = more || rest.compareTo(POLL) > 0 ? rest : POLL;
        if (!pause.isZero()) {
          TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks for ends, and makes one pack; whether there is more to do. */
  private boolean round() {
    try {
      Instant now = clock.instant();
      boolean more = endings.look(now);
      Endings.Due due = endings.take(now);
      if (due != null) {
        make(due);
      }
      failing = false;
      return more || due != null;
    } catch (RuntimeException e) {
      if (!failing && !Thread.currentThread().isInterrupted()) {
        LOG.warn("Evidence packs are tried again ({})", e.toString());
      }
      failing = true;
      return false;
    }
  }

  private void make(Endings.Due due) {
    Context context = new Context(due.tenant(), due.workspace(), "evidence", due.run(), null, null);
    try {
      shelf.pack(context, due.run());
      endings.done(due);
    } catch (RuntimeException e) {
      if (isVain(e) || due.tries() >= MOST_TRIES) {
        LOG.warn("There is no evidence pack of {} ({})", due.run(), e.getClass().getSimpleName());
        endings.done(due);
      } else {
        endings.later(due, clock.instant().plusSeconds(1L << Math.min(due.tries(), 10)));
      }
    }
  }

  /** Whoever takes the run up again has it end once more. */
  private static boolean isVain(RuntimeException e) {
    return e instanceof Rejection rejection
        && (rejection.code() == Rejection.Code.INVALID_STATE
            || rejection.code() == Rejection.Code.TOO_LARGE);
  }

  private void noticed(List<CommittedEvents.Committed> committed) {
    for (CommittedEvents.Committed each : committed) {
      if (each.event() instanceof RunEvent.RunStarted) {
        lastStart = ticker.getAsLong();
        return;
      }
    }
  }

  @Override
  public synchronized void start() {
    if (!enabled || thread != null) {
      return;
    }
    lastSign = ticker.getAsLong();
    lastStart = lastSign - Duration.ofHours(1).toNanos();
    registration = commits.listen(this::noticed);
    thread = Thread.ofPlatform().daemon().name("evidence-packs").start(this::work);
  }

  @Override
  public synchronized void stop() {
    if (registration != null) {
      registration.close();
      registration = null;
    }
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public String name() {
    return "evidence-packs";
  }

  @Override
  public synchronized State state() {
    if (thread == null) {
      return State.RESTING;
    }
    if (!thread.isAlive() || ticker.getAsLong() - lastSign > LONGEST_ROUND.toNanos()) {
      return State.STOPPED;
    }
    return failing ? State.FAILING : State.RUNNING;
  }

  @Override
  public synchronized void restart() {
    if (thread != null) {
      stop();
      start();
    }
  }
}
