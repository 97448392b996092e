package io.fluxo.command.node;

import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Runs branches side by side. The engine executes it. */
@Component
final class ParallelNode implements NodeType {

  @Override
  public String type() {
    return "parallel";
  }

  @Override
  public Effect effect() {
    return Effect.PURE;
  }

  @Override
  public String summary() {
    return "Runs its branches side by side and goes on when enough of them are done.";
  }

  @Override
  public Set<String> branches() {
    return Set.of("*");
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "",
        """
        "join": {
          "default": "all",
          "description": "When the node is done: all branches, any one, or at least so many.",
          "oneOf": [
            {"enum": ["all", "any"]},
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["atLeast"],
              "properties": {"atLeast": {"type": "integer", "minimum": 1, "maximum": 100}}
            }
          ]
        }
        """);
  }
}
