package io.fluxo.command.node;

import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Runs its body for every item of a list. The engine executes it. */
@Component
final class ForEachNode implements NodeType {

  @Override
  public String type() {
    return "for_each";
  }

  @Override
  public Effect effect() {
    return Effect.PURE;
  }

  @Override
  public String summary() {
    return "Runs its body for every item of a list and collects the results in order.";
  }

  @Override
  public Set<String> branches() {
    return Set.of("body");
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("as");
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"items\"",
        """
        "items": {
          "type": ["array", "string"],
          "description": "The list, or a placeholder that gives one."
        },
        "concurrency": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 1,
          "description": "How many items are in work at once."
        },
        "as": {
          "type": "string",
          "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$",
          "description": "A variable of the body that holds the item besides item itself."
        }
        """);
  }
}
