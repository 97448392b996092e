package io.fluxo.command.node;

import java.util.Set;
import org.springframework.stereotype.Component;

/** Begins runs for internal events. */
@Component
final class EventTriggerNode extends TriggerNode {

  @Override
  public String type() {
    return "event_trigger";
  }

  @Override
  public String summary() {
    return "Begins a run for every event of a name in the workspace.";
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
        "when": {
          "type": "string",
          "minLength": 1,
          "maxLength": 4000,
          "description": "A CEL condition over input, the data of the event; without it every event counts."
        }
        """);
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("event", "when");
  }
}
