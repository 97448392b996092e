package io.fluxo.api.run;

import io.fluxo.api.problem.Problems;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be done with many runs at once. */
enum BulkAct {
  RETRY(true),
  SKIP(true),
  DISCARD(true),
  PAUSE(false),
  RESUME(false),
  CANCEL(false),
  FORCE(false),
  REWIND(false),
  VARIABLES(false);

  /** Whether it is only about runs that ask for a person. */
  private final boolean mends;

  BulkAct(boolean mends) {
    this.mends = mends;
  }

  /** Reads the name that callers use: the lower-case one. */
  static BulkAct of(@Nullable String text) {
    for (BulkAct act : values()) {
      if (act.text().equals(text)) {
        return act;
      }
    }
    throw Problems.invalid(
        "/action",
        "There is no such action",
        "one of " + Arrays.stream(values()).map(BulkAct::text).collect(Collectors.joining(", ")));
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the runs are looked for among the dead letters. */
  boolean looksAmongTheDead(BulkFilter filter) {
    return mends || (steers() && filter.asksForDead());
  }

  /** Whether it makes sense with a run that has ended, where its status is asked for. */
  boolean steers() {
    return this == FORCE || this == REWIND || this == VARIABLES;
  }
}
