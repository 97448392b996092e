package io.fluxo.command.node;

import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Waits for an event. The engine executes it. */
@Component
final class WaitForEventNode implements NodeType {

  @Override
  public String type() {
    return "wait_for_event";
  }

  @Override
  public Effect effect() {
    return Effect.WAITING;
  }

  @Override
  public String summary() {
    return "Waits for an event of a name, at most for a time.";
  }

  @Override
  public Set<String> branches() {
    return Set.of("received", "timeout");
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("event");
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"event\"",
        """
        "event": {
          "type": "string",
          "pattern": "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$",
          "description": "The name of the event, for example payment.received."
        },
        "correlation": {
          "type": ["string", "number"],
          "description": "The value that the event must carry; without it any event of the name will do."
        },
        "timeout": {
          "type": "string",
          "pattern": "^(P(?!$)([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\\\\.[0-9]+)?S)?)?|[0-9]+(ms|s|m|h|d)|\\\\$\\\\{.*)$",
          "description": "How long to wait before the branch timeout is taken."
        }
        """);
  }
}
