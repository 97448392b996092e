package io.fluxo.messages.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepOutcome.Succeeded.class, name = "succeeded"),
  @JsonSubTypes.Type(value = StepOutcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = StepOutcome.Unknown.class, name = "unknown"),
  @JsonSubTypes.Type(value = StepOutcome.Pending.class, name = "pending"),
})
public sealed interface StepOutcome {

  /**
   * It worked.
   *
   * @param branch the branch to take, null for the plain way on
   */
  record Succeeded(Payload output, @Nullable String branch) implements StepOutcome {}

  /**
   * It did not work, and certainly had no effect or a repeatable one.
   *
   * @param retryAfter how long the other side asked to wait, if it did
   */
  record Failed(Failure failure, @Nullable Duration retryAfter) implements StepOutcome {}

  /** Whether the effect happened cannot be told. */
  record Unknown(Failure failure) implements StepOutcome {}

  /** The effect was begun and somebody else will tell its end, as a sub-workflow does. */
  record Pending() implements StepOutcome {}
}
