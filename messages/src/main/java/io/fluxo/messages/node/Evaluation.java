package io.fluxo.messages.node;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pure node computed.
 *
 * @param output its output, a JSON tree
 * @param branch the branch to take, null for the plain way on
 * @param set variables to change; empty for none
 * @param log lines for the log of the run
 */
public record Evaluation(
    @Nullable Object output, @Nullable String branch, Map<String, Object> set, List<Line> log) {

  /** A line for the log of the run; the level is debug, info, warn or error. */
  public record Line(String level, String message, @Nullable Object data) {}

  public static Evaluation of(@Nullable Object output) {
    return new Evaluation(output, null, Map.of(), List.of());
  }

  public static Evaluation branch(@Nullable Object output, String branch) {
    return new Evaluation(output, branch, Map.of(), List.of());
  }
}
