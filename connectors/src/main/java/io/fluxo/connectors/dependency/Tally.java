package io.fluxo.connectors.dependency;

import java.util.concurrent.atomic.LongAdder;

/** Counts what was found out about dependencies. */
public final class Tally {

  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder opened = new LongAdder();

  void count(Contact.Verdict verdict) {
    of(verdict).increment();
  }

  void opened() {
    opened.increment();
  }

  private LongAdder of(Contact.Verdict verdict) {
    return switch (verdict) {
      case ANSWERED -> answered;
      case FAILED -> failed;
      case UNKNOWN -> unknown;
    };
  }

  /** How many attempts found that out. */
  public long calls(Contact.Verdict verdict) {
    return of(verdict).sum();
  }

  /** How often a breaker opened. */
  public long openings() {
    return opened.sum();
  }
}
