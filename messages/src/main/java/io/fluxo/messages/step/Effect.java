package io.fluxo.messages.step;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What executing a node does to the world, and so what repeating it would mean. */
public enum Effect {
  /** Nothing: evaluated inside the run's own decision. */
  PURE,
  /** Something that may be done again without harm. */
  IDEMPOTENT,
  /** Something that must not be done twice: a lost outcome is reported, never guessed. */
  ONCE,
  /** Nothing but waiting: for a time, an event, a person. */
  WAITING;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Effect of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
