package io.fluxo.command.node;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.util.List;

/** The node types of the write side, and one that acts, for tests of runs. */
public final class BuiltInNodes {

  private BuiltInNodes() {}

  public static NodeTypes withEffect() {
    return new NodeTypes(
        List.of(
            new SetNode(),
            new DataTransformNode(),
            new ConditionIfNode(),
            new SwitchNode(),
            new ParallelNode(),
            new ForEachNode(),
            new DelayNode(),
            new WaitForEventNode(),
            new RetryNode(),
            new EffectStub()));
  }

  /** A node that asks for an effect; the test tells how it ended. */
  private static final class EffectStub implements EffectNode {

    @Override
    public String type() {
      return "effect";
    }

    @Override
    public Effect effect() {
      return Effect.IDEMPOTENT;
    }

    @Override
    public String configSchema() {
      return "{}";
    }

    @Override
    public String summary() {
      return "Acts";
    }

    @Override
    public StepOutcome execute(StepTask task) {
      return new StepOutcome.Succeeded(Payload.EMPTY, null);
    }
  }
}
