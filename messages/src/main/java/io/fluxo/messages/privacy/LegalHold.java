package io.fluxo.messages.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What must not be erased.
 *
 * @param target the id of the run, workflow or data subject; empty for the whole workspace
 * @param reason why, for example the number of a lawsuit
 */
public record LegalHold(String id, Scope scope, String target, String reason) {

  /** What a hold is about. */
  public enum Scope {
    WORKSPACE,
    WORKFLOW,
    RUN,
    SUBJECT;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The scope of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static Scope of(String text) {
      for (Scope each : values()) {
        if (each.text().equals(text)) {
          return each;
        }
      }
      throw new IllegalArgumentException("There is no scope of that name");
    }
  }
}
