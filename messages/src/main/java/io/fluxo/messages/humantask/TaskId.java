package io.fluxo.messages.humantask;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a human task: {@code <run>-<n>} where a run asked for it, like that of a step; 26
 * characters of base 32 (a ULID) where somebody asked for it by the API.
 */
public record TaskId(@JsonValue String value) {

  private static final int RUN_LENGTH = 26;
  private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}(-[1-9][0-9]{0,8})?");

  @JsonCreator
  public TaskId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Expected a task id: 26 characters of base 32, or <run>-<n>");
    }
  }

  /** The task that a run asked for with this activation. */
  public static TaskId of(RunId run, int ordinal) {
    return new TaskId(run.value() + "-" + ordinal);
  }

  /** The activation of the run that waits for it; null for a task of its own. */
  public @Nullable StepId step() {
    return value.length() == RUN_LENGTH ? null : new StepId(value);
  }

  /** What decides by which lane commands to it go: its run, so that both are handled together. */
  public String routingKey() {
    return value.substring(0, RUN_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
