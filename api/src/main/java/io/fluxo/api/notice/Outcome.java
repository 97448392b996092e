package io.fluxo.api.notice;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt to tell somebody.
 *
 * @param state as it is stored
 * @param error why it was not sent, a sentence of ours; null where it was
 * @param again when it is tried again, where it is
 */
record Outcome(String state, @Nullable String error, Duration again) {

  /**
   * How long to wait after the first attempt, the second, and so on; after the last one none is.
   */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(12));

  static Outcome sent() {
    return new Outcome("sent", null, Duration.ZERO);
  }

  /** Nothing is to be told any more. */
  static Outcome dropped(String reason) {
    return new Outcome("dropped", reason, Duration.ZERO);
  }

  /** It will never work. */
  static Outcome failed(String reason) {
    return new Outcome("failed", reason, Duration.ZERO);
  }

  /**
   * It did not work this time.
   *
   * @param attempts how many there were
   * @param asked how long the other side asks to be left alone, null where it does not
   */
  static Outcome again(String reason, int attempts, @Nullable Duration asked) {
    if (attempts > PAUSES.size()) {
      return failed(reason);
    }
    Duration pause = PAUSES.get(Math.max(0, attempts - 1));
    return new Outcome(
        "waiting", reason, asked != null && asked.compareTo(pause) > 0 ? asked : pause);
  }
}
