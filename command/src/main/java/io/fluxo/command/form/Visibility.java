package io.fluxo.command.form;

import io.fluxo.command.schema.Subschemas;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.JsonSize;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the fields that are hidden. The value of a hidden field does not count, so one hidden field
 * may hide or show others: it is asked again until nothing changes.
 */
final class Visibility {

  static final int MAX_ROUNDS = 20;

  /** So that each condition stays quick, however large the answer. */
  private static final int MAX_SEEN = 4_000;

  private final Expressions expressions;

  Visibility(Expressions expressions) {
    this.expressions = expressions;
  }

  /**
   * What came of it.
   *
   * @param hidden the names of the hidden fields
   * @param values the answer without them
   */
  record Settled(Set<String> hidden, Map<String, Object> values) {}

  /** Settles an answer; what keeps it from that goes to the mistakes. */
  Settled settle(Form form, Map<String, Object> answer, Mistakes mistakes) {
    Set<String> hidden = Set.of();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Set<String> next = hidden(form, without(answer, hidden), mistakes);
      if (next.equals(hidden) || !mistakes.isEmpty()) {
        return new Settled(next, without(answer, next));
      }
      hidden = next;
    }
    mistakes.add("", "The conditions of the form hide and show fields without end", null);
    return new Settled(hidden, without(answer, hidden));
  }

  private Set<String> hidden(Form form, Map<String, Object> values, Mistakes mistakes) {
    Map<String, Object> seen = new HashMap<>(values);
    seen.values().removeIf(value -> JsonSize.of(value) > MAX_SEEN);
    Set<String> hidden = new HashSet<>();
    form.conditions()
        .forEach(
            (name, condition) -> {
              if (!holds(name, condition, seen, mistakes)) {
                hidden.add(name);
              }
            });
    return hidden;
  }

  private boolean holds(
      String name, String condition, Map<String, Object> seen, Mistakes mistakes) {
    try {
      // What cannot be told yet hides the field.
      return expressions.conditionOverForm(condition, seen).orElse(false);
    } catch (NodeFailure e) {
      mistakes.add(Subschemas.join("", name), e.failure().message(), null);
      return false;
    }
  }

  private static Map<String, Object> without(Map<String, Object> values, Set<String> names) {
    Map<String, Object> left = new LinkedHashMap<>(values);
    left.keySet().removeAll(names);
    return left;
  }
}
