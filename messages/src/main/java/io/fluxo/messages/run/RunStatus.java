package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a run stands, as shown. */
public enum RunStatus {
  PENDING,
  RUNNING,
  WAITING_INPUT,
  WAITING_DELAY,
  RECOVERING,
  PAUSED,
  DEGRADED,
  FALLBACK,
  COMPENSATING,
  COMPLETED,
  COMPENSATED,
  FAILED,
  CANCELLED,
  TIMEOUT;

  /** Whether nothing can happen to the run any more. */
  public boolean isFinal() {
    return switch (this) {
      case COMPLETED, COMPENSATED, FAILED, CANCELLED, TIMEOUT -> true;
      default -> false;
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
