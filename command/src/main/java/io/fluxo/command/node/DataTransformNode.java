package io.fluxo.command.node;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes a new value from a template or a JSONata expression. */
@Component
final class DataTransformNode implements PureNode {

  @Override
  public String type() {
    return "data_transform";
  }

  @Override
  public String summary() {
    return "Makes a value from a template with placeholders or from a JSONata expression.";
  }

  @Override
  public String configSchema() {
    return """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "value": {"description": "Any JSON; its ${...} placeholders are resolved."},
        "expression": {
          "type": "string",
          "minLength": 1,
          "maxLength": 16000,
          "description": "JSONata over input, vars and nodes; its result is the output."
        }
      },
      "oneOf": [{"required": ["value"]}, {"required": ["expression"]}]
    }
    """;
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("expression");
  }

  @Override
  public Evaluation evaluate(PureInput input) throws NodeFailure {
    if (input.config().get("expression") instanceof String expression) {
      return Evaluation.of(input.expressions().value(expression, input.scope()));
    }
    return Evaluation.of(input.config().get("value"));
  }
}
