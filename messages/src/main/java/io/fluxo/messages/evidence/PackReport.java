package io.fluxo.messages.evidence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was found of an evidence pack.
 *
 * @param valid whether nothing is wrong
 * @param run the run that it says it is about, null where that cannot be read
 * @param checks in the order in which they were made; they end with the first that failed
 */
public record PackReport(boolean valid, @Nullable String run, List<Check> checks) {

  public PackReport {
    checks = List.copyOf(checks);
  }

  /**
   * One check.
   *
   * @param name what was looked at, for example {@code file hashes}
   * @param detail what was found; where it failed, the file and what is wrong with it
   */
  public record Check(String name, Outcome outcome, String detail) {}

  /** How a check ended. */
  public enum Outcome {
    OK,
    /** Nothing is wrong, but it rests on something that the caller should know. */
    WARNING,
    FAILED,
    /** There was nothing to look at. */
    SKIPPED;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
