package io.fluxo.connectors.noop;

import io.fluxo.messages.node.Effect;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import org.springframework.stereotype.Component;

/** Does nothing, durably: the simplest effect, and what benchmarks measure. */
@Component
final class NoopNode implements EffectNode {

  @Override
  public String type() {
    return "noop";
  }

  @Override
  public Effect effect() {
    return Effect.IDEMPOTENT;
  }

  @Override
  public String configSchema() {
    return "{\"type\": \"object\"}";
  }

  @Override
  public String summary() {
    return "Does nothing; the step is queued, attempted and completed like any other";
  }

  @Override
  public StepOutcome execute(StepTask task) {
    return new StepOutcome.Succeeded(Payload.EMPTY, null);
  }
}
