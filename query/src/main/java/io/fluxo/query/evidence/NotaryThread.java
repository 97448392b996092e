package io.fluxo.query.evidence;

import io.fluxo.messages.health.Watched;
import io.fluxo.messages.history.CommittedEvents;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets the notary work behind everything else: some events are let gather before it looks, and it
 * looks by itself for what other nodes committed.
 */
@Component
final class NotaryThread implements SmartLifecycle, Watched {

  private static final Logger LOG = LoggerFactory.getLogger(NotaryThread.class);

  private static final Duration GATHER = Duration.ofMillis(100);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration GAP = Duration.ofMillis(20);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(30);

  /** Each costs a third of a millisecond. */
  private static final int MOST_CHECKPOINTS = 50;

  private final Notary notary;
  private final Checkpoints checkpoints;
  private final ObjectProvider<CommittedEvents> commits;
  private final ObjectProvider<LongSupplier> tickers;
  private final boolean enabled;
  private final Semaphore woken = new Semaphore(0);
  private final Set<String> unsigned = new LinkedHashSet<>();
  private CommittedEvents.@Nullable Registration registration;
  private volatile @Nullable Thread thread;
  private volatile boolean running;
  private volatile boolean failing;
  private long nextCheckpoints;
  private long nextSearch;

  NotaryThread(
      Notary notary,
      Checkpoints checkpoints,
      ObjectProvider<CommittedEvents> commits,
      ObjectProvider<LongSupplier> tickers,
      @Value("${fluxo.log.enabled:true}") boolean enabled) {
    this.notary = notary;
    this.checkpoints = checkpoints;
    this.commits = commits;
    this.tickers = tickers;
    this.enabled = enabled;
  }

  private void work() {
    LongSupplier ticker = tickers.getObject();
    nextCheckpoints = ticker.getAsLong();
    nextSearch = nextCheckpoints;
    while (running) {
      Duration pause;
      try {
        pause = step(ticker);
        failing = false;
      } catch (RuntimeException | LinkageError e) {
        if (!failing) {
          LOG.warn("The notary tries again ({})", e.toString());
        }
        failing = true;
        pause = AFTER_FAILURE;
      }
      try {
        await(pause);
      } catch (InterruptedException e) {
        return; // only stop() interrupts
      }
    }
  }

  /** Does some work and says how long to let things gather; null until somebody commits. */
  private @Nullable Duration step(LongSupplier ticker) {
    woken.drainPermits(); // what wakes from here on may come too late for this pass
    Notary.Outcome outcome = notary.pass(false);
    unsigned.addAll(notary.grown());
    if (ticker.getAsLong() - nextCheckpoints >= 0) {
      sign(ticker);
    }
    return switch (outcome) {
      case MORE -> Duration.ZERO;
      case GAP -> GAP;
      case BUSY -> POLL;
      case DONE -> unsigned.isEmpty() ? null : GATHER;
    };
  }

  private void sign(LongSupplier ticker) {
    if (ticker.getAsLong() - nextSearch >= 0) {
      unsigned.addAll(checkpoints.unsigned(MOST_CHECKPOINTS)); // what another node left behind
      nextSearch = ticker.getAsLong() + BETWEEN_SEARCHES.toNanos();
    }
    if (unsigned.isEmpty()) {
      return;
    }
    nextCheckpoints = ticker.getAsLong() + BETWEEN_CHECKPOINTS.toNanos();
    List<String> some = unsigned.stream().limit(MOST_CHECKPOINTS).toList();
    if (checkpoints.sign(some, false)) {
      some.forEach(unsigned::remove);
    }
  }

  private void await(@Nullable Duration pause) throws InterruptedException {
    if (pause != null) {
      // Not cut short by commits: that is what gathers them.
      if (!pause.isZero()) {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      }
      return;
    }
    if (woken.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      TimeUnit.NANOSECONDS.sleep(GATHER.toNanos());
    }
  }

  @Override
  public synchronized void start() {
    CommittedEvents events = commits.getIfAvailable();
    if (!enabled || events == null || running) {
      return;
    }
    running = true;
    registration =
        events.listen(
            committed -> {
              if (woken.availablePermits() == 0) {
                woken.release();
              }
            });
    thread = Thread.ofPlatform().daemon().name("log-notary").start(this::work);
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (registration != null) {
      registration.close();
      registration = null;
    }
    Thread working = thread;
    if (working != null) {
      working.interrupt();
      try {
        working.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public String name() {
    return "log-notary";
  }

  @Override
  public State state() {
    Thread working = thread;
    if (!running || working == null) {
      return State.RESTING;
    }
    if (!working.isAlive()) {
      return State.STOPPED;
    }
    return failing ? State.FAILING : State.RUNNING;
  }

  @Override
  public void restart() {
    stop();
    start();
  }
}
