package io.fluxo.command.node;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes one of two branches. */
@Component
final class ConditionIfNode implements PureNode {

  @Override
  public String type() {
    return "condition_if";
  }

  @Override
  public String summary() {
    return "Takes the branch true or false by a CEL condition.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"when\"",
        """
        "when": {
          "type": "string",
          "minLength": 1,
          "maxLength": 4000,
          "description": "A CEL condition, for example input.total > 100."
        }
        """);
  }

  @Override
  public Set<String> branches() {
    return Set.of("true", "false");
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("when");
  }

  @Override
  public Evaluation evaluate(PureInput input) throws NodeFailure {
    boolean result =
        input.expressions().condition(Configs.text(input.config(), "when"), input.scope());
    return Evaluation.branch(Map.of("result", result), String.valueOf(result));
  }
}
