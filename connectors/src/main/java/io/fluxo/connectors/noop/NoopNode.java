package io.fluxo.connectors.noop;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import org.springframework.stereotype.Component;

/**
 * Does nothing, and does it as a full step: scheduled, handed over, completed. Benchmarks measure
 * the engine with it, and it is the example to copy when writing a node.
 */
@Component
public final class NoopNode implements EffectNode {

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
    return "{\"type\":\"object\"}";
  }

  @Override
  public String summary() {
    return "Does nothing, as a recorded step.";
  }

  @Override
  public int concurrency() {
    return 1024;
  }

  /** Succeeds at once with an empty output. */
  @Override
  public StepOutcome execute(StepTask task) {
    return new StepOutcome.Succeeded(Payload.EMPTY, null);
  }
}
