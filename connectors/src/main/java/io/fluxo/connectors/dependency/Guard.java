package io.fluxo.connectors.dependency;

import io.fluxo.messages.dependency.BreakerState;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one tenant may ask of one dependency: a breaker, a number at once, a rate, and a pause that
 * the other side asked for. It keeps no thread and no timer; whoever is turned away asks again when
 * somebody leaves, or at the time that {@link #opensAt()} tells. Not for several threads at once.
 */
public final class Guard {

  /** What somebody who wants to begin is told. */
  public enum Entry {
    ENTERED,
    /** Not before somebody leaves. */
    FULL,
    /** Not before {@link Guard#opensAt()}. */
    LATER
  }

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  /** Stands for all failures: the breaker counts them and looks no further. */
  private static final class Failed extends Exception {

    private static final long serialVersionUID = 1L;

    Failed() {
      super("failed", null, false, false);
    }
  }

  /** Half-open, all trial calls given away and nobody under way: that cannot be, but must pass. */
  private static final long ODD = Duration.ofSeconds(1).toNanos();

  private final Bounds bounds;
  private final Tally tally;
  private final CircuitBreaker breaker;
  private final @Nullable Bucket rate;
  private int active;
  private int era;
  private long openUntil;
  private boolean paused;
  private long pausedUntil;
  private boolean careful;
  private long opensAt;
  private @Nullable String lastFailure;

  /**
   * A guard that lets through all that the bounds allow.
   *
   * @param tally where what is found out is counted
   * @param ticks nanoseconds, as all times here
   */
  public Guard(String dependency, Bounds bounds, Tally tally, LongSupplier ticks) {
    this.bounds = bounds;
    this.tally = tally;
    if (bounds.breaker() == null) {
      this.breaker = CircuitBreaker.ofDefaults(dependency);
      breaker.transitionToDisabledState();
    } else {
      this.breaker = CircuitBreaker.of(dependency, bounds.breaker());
    }
    this.rate = bounds.rate().isOff() ? null : bucket(bounds.rate(), ticks);
  }

  private static Bucket bucket(Rate rate, LongSupplier ticks) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.window()))
        .withCustomTimePrecision(
            new TimeMeter() {
              @Override
              public long currentTimeNanos() {
                return ticks.getAsLong();
              }

              @Override
              public boolean isWallClockBased() {
                return false;
              }
            })
        .withSynchronizationStrategy(SynchronizationStrategy.NONE)
        .build();
  }

  /** Lets somebody in who then has to leave, or tells when to ask again. */
  public Entry enter(long now) {
    if (paused && now - pausedUntil < 0) {
      return later(pausedUntil);
    }
    paused = false;
    if (breaker.getState() == State.OPEN) {
      if (now - openUntil < 0) {
        return later(openUntil);
      }
      breaker.transitionToHalfOpenState();
      era++;
    }
    if (active >= most()) {
      return Entry.FULL;
    }
    if (!breaker.tryAcquirePermission()) {
      return active > 0 ? Entry.FULL : later(now + ODD);
    }
    if (rate != null) {
      ConsumptionProbe probe = rate.tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        breaker.releasePermission();
        return later(now + Math.max(1, probe.getNanosToWaitForRefill()));
      }
    }
    active++;
    return Entry.ENTERED;
  }

  private Entry later(long at) {
    opensAt = at;
    return Entry.LATER;
  }

  /** After a pause one goes first, and the others when it was not sent away again. */
  private int most() {
    return careful ? 1 : bounds.concurrency();
  }

  /**
   * Which breaker state an attempt that has just entered belongs to: what it finds out says nothing
   * in a later one.
   */
  public int era() {
    return era;
  }

  /**
   * Somebody leaves who entered.
   *
   * @param entered the {@link #era()} of that
   * @param contact what was found out
   * @param took how long it took
   */
  public void leave(int entered, Contact contact, long took, long now) {
    active--;
    tally.count(contact.verdict());
    if (contact.verdict() == Contact.Verdict.FAILED || contact.isTooMany()) {
      lastFailure = contact.errorClass();
    }
    Duration asked = contact.pause();
    if (asked != null) {
      pause(asked, now);
    } else if (careful
        && contact.verdict() != Contact.Verdict.UNKNOWN
        && now - took >= pausedUntil) {
      careful = false;
    }
    if (entered == era) {
      State before = breaker.getState();
      tell(contact.verdict(), took);
      changed(before, now);
    }
  }

  private void pause(Duration asked, long now) {
    Duration most = bounds.longestPause();
    long until = now + (asked.compareTo(most) > 0 ? most : asked).toNanos();
    if (!paused || until - pausedUntil > 0) {
      pausedUntil = until;
    }
    paused = true;
    careful = true;
  }

  private void tell(Contact.Verdict verdict, long took) {
    switch (verdict) {
      case ANSWERED -> breaker.onSuccess(took, TimeUnit.NANOSECONDS);
      case FAILED -> breaker.onError(took, TimeUnit.NANOSECONDS, new Failed());
      case UNKNOWN -> breaker.releasePermission();
    }
  }

  private void changed(State before, long now) {
    State after = breaker.getState();
    if (after != before) {
      era++;
      if (after == State.OPEN) {
        tally.opened();
        LOG.debug("A breaker opened: {}, {}", bounds.label(), lastFailure);
        openUntil = now + bounds.openFor().toNanos();
      }
    }
  }

  /** Forgets all that was found out; who is under way still has to leave. */
  public void reset() {
    if (bounds.breaker() != null) {
      breaker.reset();
    }
    era++;
    paused = false;
    careful = false;
    lastFailure = null;
  }

  /** When to ask again, after {@link Entry#LATER}. */
  public long opensAt() {
    return opensAt;
  }

  public Bounds bounds() {
    return bounds;
  }

  /** How many entered and have not left. */
  public int active() {
    return active;
  }

  /** What the breaker lets through. */
  public BreakerState state() {
    return switch (breaker.getState()) {
      case OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      default -> BreakerState.CLOSED;
    };
  }

  /** How many of the last calls failed, in percent; null as long as there were few. */
  public @Nullable Double failureRate() {
    float percent = breaker.getMetrics().getFailureRate();
    return percent < 0 ? null : (double) percent;
  }

  /** For how long from now a breaker or a pause lets nobody in, null where none does. */
  public @Nullable Duration blocked(long now) {
    long nanos = paused ? pausedUntil - now : 0;
    if (breaker.getState() == State.OPEN) {
      nanos = Math.max(nanos, openUntil - now);
    }
    return nanos > 0 ? Duration.ofNanos(nanos) : null;
  }

  /** The error class of the last failure or pause, null where there was none. */
  public @Nullable String lastFailure() {
    return lastFailure;
  }
}
