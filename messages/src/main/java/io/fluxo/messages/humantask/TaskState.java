package io.fluxo.messages.humantask;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a task stands, after OASIS WS-HumanTask 1.1, section 4.10. */
public enum TaskState {
  /** Nobody is asked yet: a manager has to say who. */
  CREATED(false),
  /** Whoever is asked may take it. */
  READY(false),
  /** Somebody took it, or was given it. */
  RESERVED(false),
  /** Somebody works on it. */
  IN_PROGRESS(false),
  /** It rests, and its clocks stand still. */
  SUSPENDED(false),
  /** It was answered. */
  COMPLETED(true),
  /** Whoever worked on it could not do it. */
  FAILED(true),
  /** Nobody answered in time. */
  EXPIRED(true),
  /** It was skipped, or is not wanted any more. */
  OBSOLETE(true);

  private final boolean isFinal;

  TaskState(boolean isFinal) {
    this.isFinal = isFinal;
  }

  /** Whether nothing happens to it any more. */
  public boolean isFinal() {
    return isFinal;
  }

  /** The name that answers use. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The state of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static TaskState of(String text) {
    for (TaskState each : values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("There is no state of that name");
  }
}
