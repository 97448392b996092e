package io.fluxo.messages.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a run asks for a person. */
public enum Attention {
  /** It failed or took too long, and nobody has retried, rewound or discarded it. */
  FAILED,
  /** A failure waits for a decision before the run fails. */
  ESCALATED,
  /** Whether an effect happened has to be found out. */
  OUTCOME_UNKNOWN,
  /** An effect could not be undone. */
  UNDO_FAILED;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Attention of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
