package io.fluxo.command.node;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes the branch of the first case whose condition holds. */
@Component
final class SwitchNode implements PureNode {

  static final String DEFAULT = "default";

  @Override
  public String type() {
    return "switch";
  }

  @Override
  public String summary() {
    return "Takes the branch of the first case whose CEL condition holds, else default.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"cases\"",
        """
        "cases": {
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "description": "The cases, asked in this order. If none holds, the branch is default.",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["when", "branch"],
            "properties": {
              "when": {
                "type": "string",
                "minLength": 1,
                "maxLength": 4000,
                "description": "A CEL condition."
              },
              "branch": {
                "type": "string",
                "minLength": 1,
                "maxLength": 64,
                "description": "The branch to take where the condition holds."
              }
            }
          }
        }
        """);
  }

  @Override
  public Set<String> branches() {
    return Set.of("*");
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("cases");
  }

  @Override
  public Evaluation evaluate(PureInput input) throws NodeFailure {
    for (Object item : Configs.list(input.config().get("cases"))) {
      Map<String, Object> one = Configs.object(item);
      if (input.expressions().condition(Configs.text(one, "when"), input.scope())) {
        return taken(Configs.text(one, "branch"));
      }
    }
    return taken(DEFAULT);
  }

  private static Evaluation taken(String branch) {
    return Evaluation.branch(Map.of("branch", branch), branch);
  }
}
