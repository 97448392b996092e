package io.fluxo.api.run;

import io.fluxo.api.problem.Problems;
import io.fluxo.messages.value.Payload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  static String node(String pointer, @Nullable String node) {
    if (node == null || !NAME.matcher(node).matches()) {
      throw Problems.invalid(pointer, "This is no id of a node", NAME.pattern());
    }
    return node;
  }

  /** New values of variables, by name. */
  static Map<String, Payload> set(@Nullable Map<String, @Nullable Object> set) {
    Map<String, Payload> values = new HashMap<>();
    if (set != null) {
      set.forEach((name, value) -> values.put(variable("/set", name), Payload.of(value)));
    }
    return values;
  }

  /** Names of variables that are not wanted any more. */
  static List<String> remove(@Nullable List<String> names) {
    return names == null
        ? List.of()
        : names.stream().map(name -> variable("/remove", name)).toList();
  }

  private static String variable(String pointer, @Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Problems.invalid(pointer, "This is no name of a variable", NAME.pattern());
    }
    return name;
  }
}
