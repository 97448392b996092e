package io.fluxo.api.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one node may let through of one bucket without asking: tokens that it took from the shared
 * bucket beforehand, and a few on credit, which it owes. A bucket of its own, as large as the
 * shared one, holds in any case; where the shared one cannot be reached it holds alone.
 */
final class Share {

  /** How long a renewal may take before this node counts alone. */
  private static final long PATIENCE = Duration.ofMillis(250).toNanos();

  /** How long after a failure it is not tried again. */
  private static final long ALONE = Duration.ofSeconds(1).toNanos();

  /** The shortest time for which an empty bucket is left alone. */
  private static final long PAUSE = Duration.ofMillis(50).toNanos();

  private static final long LEAST_CREDIT = 10;

  private final Rate rate;
  private final LongSupplier ticker;
  private final Bucket own;
  private final long batch;
  private final long credit;

  /** Tokens in hand; below zero what was let through on credit. */
  private long inHand;

  private long inHandUntil;

  /** What all nodes had left when this one asked last. */
  private long left = Long.MAX_VALUE;

  private boolean asking;
  private long askedAt;
  private long closedUntil;
  private long aloneUntil;

  Share(Rate rate, LongSupplier ticker) {
    this.rate = rate;
    this.ticker = ticker;
    this.own =
        Bucket.builder()
            .addLimit(rate.bandwidth())
            .withCustomTimePrecision(new Ticking(ticker))
            .build();
    this.batch = batch(rate);
    this.credit = credit(rate);
    this.closedUntil = ticker.getAsLong();
    this.aloneUntil = closedUntil;
  }

  /** How many tokens a node takes at a time. */
  static long batch(Rate rate) {
    return Math.max(1, rate.count() / 10);
  }

  /** By how much one node may exceed what it was granted; it is taken from what comes after. */
  static long credit(Rate rate) {
    return Math.min(rate.count(), Math.max(LEAST_CREDIT, batch(rate)));
  }

  /** Lets one more through, or not. */
  synchronized Verdict take() {
    long now = ticker.getAsLong();
    // What is in hand was granted before the bucket was empty.
    if (closedUntil - now > 0 && inHand <= 0) {
      return refused(closedUntil - now);
    }
    boolean together = aloneUntil - now <= 0 && !(asking && now - askedAt > PATIENCE);
    if (together && inHand <= -credit) {
      return refused(PAUSE);
    }
    ConsumptionProbe probe = own.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      return refused(probe.getNanosToWaitForRefill());
    }
    if (inHand > 0 && now - inHandUntil > 0) {
      inHand = 0; // by now somebody else was given them
    }
    inHand = Math.max(inHand - 1, -credit);
    long known = left == Long.MAX_VALUE ? left : Math.max(0, left + inHand);
    long remaining =
        together ? Math.min(probe.getRemainingTokens(), known) : own.getAvailableTokens();
    return new Verdict(true, remaining, rate.refill(rate.count() - remaining));
  }

  private static Verdict refused(long nanos) {
    return new Verdict(false, 0, Duration.ofNanos(nanos));
  }

  /** True once when it is time to ask for more; the one who is told must call the next methods. */
  synchronized boolean wantsMore() {
    long now = ticker.getAsLong();
    if (asking || closedUntil - now > 0 || aloneUntil - now > 0 || inHand * 2 >= batch) {
      return false;
    }
    asking = true;
    askedAt = now;
    return true;
  }

  /** How many were let through on credit. */
  synchronized long owed() {
    return Math.max(0, -inHand);
  }

  /** Takes what was granted. */
  synchronized void granted(long owed, SharedBuckets.Grant grant) {
    long now = ticker.getAsLong();
    asking = false;
    inHand += owed + grant.granted();
    inHandUntil = now + rate.window().toNanos();
    left = Math.max(0, grant.available());
    if (grant.granted() == 0) {
      long wait = rate.refill(1 - Math.min(0, grant.available())).toNanos();
      closedUntil = now + Math.max(wait, PAUSE);
    }
  }

  /** Counts alone for a while: the shared bucket cannot be reached. */
  synchronized void failed() {
    asking = false;
    aloneUntil = ticker.getAsLong() + ALONE;
    inHand = Math.max(0, inHand);
    left = Long.MAX_VALUE;
  }

  private record Ticking(LongSupplier ticker) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return ticker.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
