package io.fluxo.command.node;

import java.util.Set;
import org.springframework.stereotype.Component;

/** Begins runs at times. */
@Component
final class ScheduleTriggerNode extends TriggerNode {

  @Override
  public String type() {
    return "schedule_trigger";
  }

  @Override
  public String summary() {
    return "Begins a run at the times of a cron expression.";
  }

  @Override
  public String configSchema() {
    return Schemas.object(
        "\"cron\"",
        """
        "cron": {
          "type": "string",
          "minLength": 9,
          "maxLength": 200,
          "description": "Five fields (minute first) or six (second first), for example 0 8 * * MON-FRI."
        },
        "timezone": {
          "type": "string",
          "default": "UTC",
          "maxLength": 64,
          "description": "The zone in which the times are meant, for example America/Sao_Paulo."
        },
        "missed": {
          "enum": ["skip", "once", "all"],
          "default": "once",
          "description": "What happens to times that passed while nothing ran: no run, one run, or a run for each."
        }
        """);
  }

  @Override
  public Set<String> rawConfig() {
    return Set.of("cron", "timezone", "missed");
  }
}
