package io.fluxo.command.node;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes over a failure and branches by its class. */
@Component
final class ErrorHandlerNode implements PureNode {

  @Override
  public String type() {
    return "error_handler";
  }

  @Override
  public String summary() {
    return "Takes over the failure of another node and branches by its class.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "",
        """
        "match": {
          "type": "object",
          "description": "Branches by name, each with the error classes that lead to it. Whatever matches none takes the branch default.",
          "additionalProperties": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
          }
        }
        """);
  }

  @Override
  public Set<String> branches() {
    return Set.of("*");
  }

  /** Gives the error as output. Without {@code match} the node goes its plain way on. */
  @Override
  public Evaluation evaluate(PureInput input) {
    Map<String, Object> error = Configs.object(input.scope().get("error"));
    Map<String, Object> match = Configs.object(input.config().get("match"));
    if (match.isEmpty()) {
      return Evaluation.of(error);
    }
    Object errorClass = error.get("errorClass");
    for (Map.Entry<String, Object> branch : match.entrySet()) {
      if (errorClass != null && Configs.list(branch.getValue()).contains(errorClass)) {
        return Evaluation.branch(error, branch.getKey());
      }
    }
    return Evaluation.branch(error, SwitchNode.DEFAULT);
  }
}
