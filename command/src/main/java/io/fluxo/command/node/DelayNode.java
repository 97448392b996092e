package io.fluxo.command.node;

import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import org.springframework.stereotype.Component;

/** Waits for a time. The engine executes it. */
@Component
final class DelayNode implements NodeType {

  @Override
  public String type() {
    return "delay";
  }

  @Override
  public Effect effect() {
    return Effect.WAITING;
  }

  @Override
  public String summary() {
    return "Waits for a time.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "",
        """
        "duration": {
          "type": "string",
          "pattern": "^(P(?!$)([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\\\\.[0-9]+)?S)?)?|[0-9]+(ms|s|m|h|d)|\\\\$\\\\{.*)$",
          "description": "How long, for example 30s, 15m, 2h, 3d or ISO 8601 such as PT1H30M."
        },
        "until": {
          "type": "string",
          "minLength": 1,
          "description": "A time in ISO 8601 with its offset, or a placeholder that gives one."
        }
        """,
        """
        "oneOf": [{"required": ["duration"]}, {"required": ["until"]}]
        """);
  }
}
