package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a step: the run and the ordinal of the activation in it, {@code <run>-<n>}. It is
 * derived, never random, so it serves as the idempotency key that a provider gets.
 */
public record StepId(@JsonValue String value) {

  @JsonCreator
  public StepId {
    if (value.length() < 28 || value.charAt(26) != '-') {
      throw new IllegalArgumentException("Expected a step id of the form <run>-<n>");
    }
  }

  public static StepId of(RunId run, int ordinal) {
    return new StepId(run.value() + "-" + ordinal);
  }

  public RunId runId() {
    return new RunId(value.substring(0, 26));
  }

  public int ordinal() {
    return Integer.parseInt(value, 27, value.length(), 10);
  }

  @Override
  public String toString() {
    return value;
  }
}
