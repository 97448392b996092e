package io.fluxo.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/** One limit and what this node holds of it, for each of those whom it limits. */
final class Limit {

  /** So many are remembered; who is forgotten begins anew here, and not in the shared bucket. */
  private static final int MOST = 50_000;

  private static final Duration KEPT = Duration.ofMinutes(2);

  private final String name;
  private final Rate rate;
  private final Renewals renewals;
  private final LongSupplier ticker;
  private final Cache<String, Share> shares =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

  /**
   * A limit.
   *
   * @param name as callers get to read it
   * @param rate how many, in how long
   * @param ticker nanoseconds from some start
   */
  Limit(String name, Rate rate, Renewals renewals, LongSupplier ticker) {
    this.name = name;
    this.rate = rate;
    this.renewals = renewals;
    this.ticker = ticker;
  }

  String name() {
    return name;
  }

  Rate rate() {
    return rate;
  }

  boolean isOff() {
    return rate.isOff();
  }

  /** Lets one more of the subject through, or not; never waits. */
  Verdict take(String subject) {
    Share share = shares.get(subject, unknown -> new Share(rate, ticker));
    Verdict verdict = share.take();
    if (share.wantsMore()) {
      renewals.ask(key(subject), rate, share);
    }
    return verdict;
  }

  /** Says nothing of the subject, which may be an address; another rate is another bucket. */
  private String key(String subject) {
    return Sha256.hex((name + ' ' + rate + ' ' + subject).getBytes(StandardCharsets.UTF_8));
  }
}
