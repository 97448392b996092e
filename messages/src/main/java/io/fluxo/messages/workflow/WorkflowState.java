package io.fluxo.messages.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a workflow stands. */
public enum WorkflowState {
  DRAFT,
  PUBLISHED,
  ARCHIVED;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static WorkflowState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
