package io.fluxo.connectors.dependency;

import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt found out about the dependency.
 *
 * @param verdict whether it works
 * @param errorClass of the failure, null where there was none
 * @param pause for how long it asked to be left alone, null where it did not
 */
public record Contact(Verdict verdict, @Nullable String errorClass, @Nullable Duration pause) {

  /** Whether a dependency works. */
  public enum Verdict {
    /** It answered, though it may have refused. */
    ANSWERED,
    /** It could not be reached, did not answer in time, or says that it is broken. */
    FAILED,
    /** The attempt ended without telling. */
    UNKNOWN
  }

  /** The attempt did not get as far as the dependency. */
  public static final Contact NONE = new Contact(Verdict.UNKNOWN, null, null);

  private static final Contact ANSWERED = new Contact(Verdict.ANSWERED, null, null);

  /** What it means for the dependency that an attempt which talked to it ended like this. */
  public static Contact of(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Succeeded succeeded -> ANSWERED;
      case StepOutcome.Pending pending -> ANSWERED;
      case StepOutcome.Unknown unknown -> of(unknown.failure(), null);
      case StepOutcome.Failed failed -> of(failed.failure(), failed.retryAfter());
    };
  }

  private static Contact of(Failure failure, @Nullable Duration after) {
    String errorClass = failure.errorClass();
    return switch (errorClass) {
      case Failure.TIMEOUT, Failure.UNAVAILABLE ->
          new Contact(Verdict.FAILED, errorClass, positive(after));
      // Who counts requests is well; a trial call that meets it has to be made again.
      case Failure.RATE_LIMITED -> new Contact(Verdict.UNKNOWN, errorClass, positive(after));
      case Failure.REFUSED, Failure.LIMIT_EXCEEDED, Failure.INVALID_DATA ->
          new Contact(Verdict.ANSWERED, errorClass, null);
      default -> new Contact(Verdict.UNKNOWN, errorClass, null);
    };
  }

  /** Whether the dependency says that it was asked too often. */
  boolean isTooMany() {
    return Failure.RATE_LIMITED.equals(errorClass);
  }

  private static @Nullable Duration positive(@Nullable Duration duration) {
    return duration == null || !duration.isPositive() ? null : duration;
  }
}
