package io.fluxo.messages.trigger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What started a run. */
public enum TriggerKind {
  MANUAL,
  WEBHOOK,
  SCHEDULE,
  EVENT,
  SUB_WORKFLOW;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static TriggerKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
