package io.fluxo.connectors.flow;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.trigger.EventRouting;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends an internal event to waiting runs and event triggers of the same workspace. */
@Component
public final class EmitEventNode implements EffectNode {

  private final EventRouting routing;

  /** Sends events through the given routing. */
  public EmitEventNode(EventRouting routing) {
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

  /** The data of an event becomes the input of other runs, which is stored. */
  @Override
  public boolean takesSecrets() {
    return false;
  }

  @Override
  public String configSchema() {
    return """
        {"type":"object","required":["event"],"additionalProperties":false,"properties":{
          "event":{"type":"string","minLength":1,"maxLength":255},
          "correlation":{"type":["string","number","null"]},
          "data":{}}}
        """;
  }

  @Override
  public String summary() {
    return "Sends an internal event to waiting runs and event triggers.";
  }

  /**
   * Routes the event under the step's id, so that repeating it resumes and starts nothing twice.
   *
   * @throws NodeFailure when the event has no name or one that cannot be used
   */
  @Override
  public StepOutcome execute(StepTask task) throws NodeFailure {
    Map<String, Object> config = task.input().object();
    if (!(config.get("event") instanceof String name) || name.isBlank()) {
      throw new NodeFailure(
          Failure.permanent(Failure.CONFIGURATION, "Expected 'event' to be the name of an event"));
    }
    Object correlation = config.get("correlation");
    Object data = config.get("data");
    try {
      EventRouting.Routed routed =
          routing.route(
              task.context(),
              task.key(),
              name,
              correlation == null ? null : correlation.toString(),
              data == null ? Payload.EMPTY : Payload.of(data));
      return new StepOutcome.Succeeded(
          Payload.of(Map.of("resumed", routed.resumed(), "started", routed.started())), null);
    } catch (Rejection refused) {
      throw new NodeFailure(
          Failure.permanent(Failure.INVALID_DATA, String.valueOf(refused.getMessage())));
    }
  }
}
