package io.fluxo.messages.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id of a workflow, chosen by its author and unique inside a workspace: a lower-case letter,
 * then letters, digits, {@code -} and {@code _}, 64 characters at most.
 */
public record WorkflowId(@JsonValue String value) {

  public static final String FORM = "[a-z][a-z0-9_-]{0,63}";
  private static final Pattern PATTERN = Pattern.compile(FORM);

  @JsonCreator
  public WorkflowId {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("Expected a workflow id of the form " + FORM);
    }
  }

  /** Whether the text could be a workflow id. */
  public static boolean isValid(String text) {
    return PATTERN.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
