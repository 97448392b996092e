package io.fluxo.connectors.flow;

import io.fluxo.messages.node.Effect;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.trigger.EventRouting;
import io.fluxo.messages.trigger.EventRouting.Routed;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Emits an internal event; the step's id is the event's, so that a second attempt is the same
 * event.
 */
@Component
final class EmitEventNode implements EffectNode {

  private final EventRouting routing;

  EmitEventNode(EventRouting routing) {
    this.routing = routing;
  }

  @Override
  public String type() {
    return "emit_event";
  }

  @Override
  public Effect effect() {
    return Effect.IDEMPOTENT;
  }

  @Override
  public String configSchema() {
    return """
        {"type": "object", "additionalProperties": false, "required": ["event"],
         "properties": {
           "event": {"type": "string", "minLength": 1, "maxLength": 128,
                     "description": "The name of the event, for example payment.received"},
           "correlation": {"type": ["string", "number"],
                           "description": "The value that waiting runs compare"},
           "data": {"description": "What the event carries"}}}
        """;
  }

  @Override
  public String summary() {
    return "Emits an event to the waiting runs and event triggers of the workspace";
  }

  @Override
  public StepOutcome execute(StepTask task) {
    Map<String, Object> input = task.input().object();
    Object correlation = input.get("correlation");
    Routed routed =
        routing.route(
            task.context(),
            task.stepId().value(),
            String.valueOf(input.get("event")),
            correlation == null ? null : correlation.toString(),
            Payload.of(input.get("data")));
    return new StepOutcome.Succeeded(
        Payload.of(Map.of("resumed", routed.resumed(), "started", routed.started())), null);
  }
}
