package io.fluxo.command.node;

import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Leads back to earlier nodes a limited number of times. The engine executes it. */
@Component
final class RetryNode implements NodeType {

  @Override
  public String type() {
    return "retry";
  }

  @Override
  public Effect effect() {
    return Effect.PURE;
  }

  @Override
  public String summary() {
    return "Leads back to earlier nodes a limited number of times, with growing pauses.";
  }

  @Override
  public Set<String> branches() {
    return Set.of("again", "exhausted");
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"maxAttempts\"",
        """
        "maxAttempts": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100,
          "description": "How often the branch again may be taken before exhausted is."
        },
        "delay": {
          "type": "string",
          "pattern": "^(P(?!$)([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\\\\.[0-9]+)?S)?)?|[0-9]+(ms|s|m|h|d)|\\\\$\\\\{.*)$",
          "description": "The pause before the first return."
        },
        "multiplier": {
          "type": "number",
          "minimum": 1,
          "maximum": 10,
          "default": 1,
          "description": "By what the pause grows with each return."
        }
        """);
  }
}
