package io.fluxo.messages.humantask;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** What a person is asked for. */
public enum TaskKind {
  /** Yes or no. */
  APPROVAL(List.of("approved", "rejected")),
  /** Whether data are right; they may be put right in the form. */
  VALIDATION(List.of("valid", "invalid")),
  /** One of several options, which the task names. */
  DECISION(List.of()),
  /** The answer to a form. */
  FORM(List.of("submitted", "rejected"));

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> outcomes;

  TaskKind(List<String> outcomes) {
    this.outcomes = outcomes;
  }

  /** How it may end by what a person says; empty where the options of the task say it. */
  public List<String> outcomes() {
    return outcomes;
  }

  /** The name that definitions and answers use. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static TaskKind of(String text) {
    for (TaskKind each : values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("There is no kind of task of that name");
  }
}
