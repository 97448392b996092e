package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a run stands, as shown. */
public enum RunStatus {
  PENDING("Accepted, and waiting for a place among the runs of its workflow."),
  RUNNING("Under way: a node is being executed, or is about to be."),
  WAITING_INPUT("Waits for an event, for a decision, or for the outcome of an effect."),
  WAITING_DELAY("Waits for a time."),
  RECOVERING("A step failed and waits for its next attempt."),
  PAUSED("Somebody paused it: nothing new begins."),
  DEGRADED("Under way with less than its definition asks for: a fallback took a node's place."),
  FALLBACK("A node or workflow is executed in place of one that failed."),
  COMPENSATING("What it did is being undone, or about to be."),
  COMPLETED("It came to its end."),
  COMPENSATED("It ended otherwise, and what it did is undone."),
  FAILED("It could not go on."),
  CANCELLED("Somebody ended it."),
  TIMEOUT("It took longer than its definition allows.");

  private static final Set<RunStatus> UNDER_WAY =
      EnumSet.of(
          PENDING, RUNNING, WAITING_INPUT, WAITING_DELAY, RECOVERING, PAUSED, DEGRADED, FALLBACK);
  private static final Set<RunStatus> ENDS =
      EnumSet.of(COMPENSATING, COMPLETED, FAILED, CANCELLED, TIMEOUT);

  private final String meaning;

  RunStatus(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Whether nothing can happen to the run any more, unless somebody takes it up again. */
  public boolean isFinal() {
    return switch (this) {
      case COMPLETED, COMPENSATED, FAILED, CANCELLED, TIMEOUT -> true;
      default -> false;
    };
  }

  /** What a run that stands so can come to next. */
  public Set<RunStatus> next() {
    return switch (this) {
      case COMPENSATING -> EnumSet.of(COMPENSATED, FAILED, CANCELLED, TIMEOUT);
      case FAILED, TIMEOUT -> UNDER_WAY;
      case COMPLETED, COMPENSATED, CANCELLED -> EnumSet.noneOf(RunStatus.class);
      default -> {
        Set<RunStatus> all = EnumSet.copyOf(UNDER_WAY);
        all.addAll(ENDS);
        all.remove(this);
        if (this != PAUSED) {
          all.remove(PENDING); // a place that a run has is its own until it ends
        }
        yield all;
      }
    };
  }

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static RunStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
