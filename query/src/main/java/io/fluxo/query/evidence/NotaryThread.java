package io.fluxo.query.evidence;

import io.fluxo.messages.health.Watched;
import io.fluxo.messages.history.CommittedEvents;
import java.time.Duration;
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

  private static final Duration POLL = NotaryRound.POLL;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final Notary notary;
  private final Checkpoints checkpoints;
  private final ObjectProvider<CommittedEvents> commits;
  private final ObjectProvider<LongSupplier> tickers;
  private final boolean enabled;
  private final Semaphore woken = new Semaphore(0);
  private CommittedEvents.@Nullable Registration registration;
  private volatile @Nullable Thread thread;
  private volatile boolean running;
  private volatile boolean failing;

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
    NotaryRound round = new NotaryRound(notary, checkpoints, tickers.getObject());
    while (running) {
      Duration pause;
      try {
        woken.drainPermits(); // what wakes from here on may come too late for this pass
        pause = round.run();
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

  private void await(@Nullable Duration pause) throws InterruptedException {
    if (pause != null) {
      // Not cut short by commits: that is what gathers them.
      if (!pause.isZero()) {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      }
      return;
    }
    if (woken.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      TimeUnit.NANOSECONDS.sleep(NotaryRound.GATHER.toNanos());
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
