package io.fluxo.command.node;

import io.fluxo.command.humantask.StoredTasks;
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
            StoredTasks.node(),
            new WebhookTriggerNode(),
            new EffectStub("effect", true),
            new EffectStub("sub_workflow", false),
            new EffectStub("tells_other_runs", false)));
  }

  /** A node that asks for an effect; the test tells how it ended. */
  private record EffectStub(String type, boolean takesSecrets) implements EffectNode {

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
