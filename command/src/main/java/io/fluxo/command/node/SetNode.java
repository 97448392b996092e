package io.fluxo.command.node;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Changes variables of the run. */
@Component
final class SetNode implements PureNode {

  @Override
  public String type() {
    return "set";
  }

  @Override
  public String summary() {
    return "Sets variables of the run; its output is what it set.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"variables\"",
        """
        "variables": {
          "type": "object",
          "description": "The variables by name. Later nodes read them as vars.name.",
          "minProperties": 1,
          "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$"}
        }
        """);
  }

  @Override
  public Evaluation evaluate(PureInput input) {
    Map<String, Object> variables = Configs.object(input.config().get("variables"));
    return new Evaluation(variables, null, variables, List.of());
  }
}
