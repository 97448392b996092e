package io.fluxo.command.node;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Copies a value, once or many times. */
@Component
final class CloneNode implements PureNode {

  private static final int MAX_PARTS = 200_000;

  @Override
  public String type() {
    return "clone";
  }

  @Override
  public String summary() {
    return "Copies a value; with a count, gives a list of that many copies.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"value\"",
        """
        "value": {"description": "What is copied; usually one placeholder."},
        "count": {
          "description": "How many copies, 1 to 1000, as a number or a placeholder. Without it the output is one copy, with it a list.",
          "oneOf": [
            {"type": "integer", "minimum": 1, "maximum": 1000},
            {"type": "string", "pattern": "^\\\\$\\\\{"}
          ]
        }
        """);
  }

  @Override
  public Evaluation evaluate(PureInput input) throws NodeFailure {
    Object value = input.config().get("value");
    Object count = input.config().get("count");
    int[] left = {MAX_PARTS};
    if (count == null) {
      return Evaluation.of(copy(value, left));
    }
    if (!(count instanceof Number number)
        || number.doubleValue() != number.intValue()
        || number.intValue() < 1
        || number.intValue() > 1000) {
      throw Configs.failure("The setting 'count' is not a whole number from 1 to 1000");
    }
    List<Object> copies = new ArrayList<>();
    for (int i = 0; i < number.intValue(); i++) {
      copies.add(copy(value, left));
    }
    return Evaluation.of(Collections.unmodifiableList(copies));
  }

  private static @Nullable Object copy(@Nullable Object value, int[] left) throws NodeFailure {
    if (--left[0] < 0) {
      throw Configs.failure("The copies hold more than " + MAX_PARTS + " values");
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        copy.put(String.valueOf(entry.getKey()), copy(entry.getValue(), left));
      }
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      for (Object item : list) {
        copy.add(copy(item, left));
      }
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
