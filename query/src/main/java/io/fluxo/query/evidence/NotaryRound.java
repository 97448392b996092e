package io.fluxo.query.evidence;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the notary's thread does again and again: a pass, and checkpoints where they are due. */
final class NotaryRound {

  /** How long events are let gather. */
  static final Duration GATHER = Duration.ofMillis(100);

  /** How long to do nothing at most. */
  static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration GAP = Duration.ofMillis(20);
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(30);

  /** Each costs a third of a millisecond. */
  private static final int MOST_CHECKPOINTS = 50;

  private final Notary notary;
  private final Checkpoints checkpoints;
  private final LongSupplier ticker;
  private final Set<String> unsigned = new LinkedHashSet<>();
  private long nextCheckpoints;
  private long nextSearch;

  NotaryRound(Notary notary, Checkpoints checkpoints, LongSupplier ticker) {
    this.notary = notary;
    this.checkpoints = checkpoints;
    this.ticker = ticker;
    this.nextCheckpoints = ticker.getAsLong();
    this.nextSearch = nextCheckpoints;
  }

  /** Does some work and says how long to let things gather; null until somebody commits. */
  @Nullable Duration run() {
    Notary.Outcome outcome = notary.pass(false);
    unsigned.addAll(notary.grown());
    if (ticker.getAsLong() - nextCheckpoints >= 0) {
      sign();
    }
    return switch (outcome) {
      case MORE -> Duration.ZERO;
      case GAP -> GAP;
      case BUSY -> POLL;
      case DONE -> unsigned.isEmpty() ? null : GATHER;
    };
  }

  private void sign() {
    if (ticker.getAsLong() - nextSearch >= 0) {
      unsigned.addAll(checkpoints.unsigned(MOST_CHECKPOINTS)); // what another node left behind
      nextSearch = ticker.getAsLong() + BETWEEN_SEARCHES.toNanos();
    }
    if (unsigned.isEmpty()) {
      return;
    }
    nextCheckpoints = ticker.getAsLong() + BETWEEN_CHECKPOINTS.toNanos();
    List<String> some = unsigned.stream().limit(MOST_CHECKPOINTS).toList();
    Set<String> signed = checkpoints.sign(some, false);
    some.forEach(unsigned::remove);
    some.stream().filter(each -> !signed.contains(each)).forEach(unsigned::add); // at the end
  }
}
