package io.fluxo.messages.dependency;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a circuit breaker lets through. */
public enum BreakerState {
  /** Everything. */
  CLOSED,
  /** Nothing: too much failed. */
  OPEN,
  /** A few, to find out whether it works again. */
  HALF_OPEN;

  /** The word that answers use. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
