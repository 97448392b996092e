package io.fluxo.api.lock;

import java.time.Duration;

/** What came of trying to acquire a lock once. */
sealed interface Attempt {

  /** The one who tried holds it. */
  record Taken(LockView lock) implements Attempt {}

  /**
   * Somebody else holds it, or has a better right to it.
   *
   * @param left how long, unless it is released; zero where that is not known
   */
  record Held(Duration left) implements Attempt {

    static final Held UNKNOWN = new Held(Duration.ZERO);
  }
}
