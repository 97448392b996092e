package io.fluxo.api.run;

import io.fluxo.api.problem.Problems;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people say when they take the wheel. */
final class Reasons {

  private static final int LONGEST = 1_000;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,63}");

  private Reasons() {}

  /** Why: everything that is done by hand says so, for whoever asks later. */
  static String of(@Nullable String reason) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
      throw Problems.invalid(
          "/reason", "A reason has to be given", "1 to " + LONGEST + " characters");
    }
    return reason;
  }

  static String node(@Nullable String node) {
    if (node == null || !NAME.matcher(node).matches()) {
      throw Problems.invalid("/node", "This is no id of a node", NAME.pattern());
    }
    return node;
  }

  static String variable(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Problems.invalid("/set", "This is no name of a variable", NAME.pattern());
    }
    return name;
  }
}
