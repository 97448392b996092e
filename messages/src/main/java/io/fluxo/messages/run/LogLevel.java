package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a line of a run's log matters, least first. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR,
  CRITICAL;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static LogLevel of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
