package io.fluxo.connectors;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.time.Duration;
import java.util.Map;

/** Tasks for tests. */
public final class Tasks {

  public static final String RUN = "01hzxy0000000000000000000a";

  private Tasks() {}

  public static StepTask of(String type, Effect effect, int ordinal, Map<String, ?> input) {
    return of(type, effect, ordinal, input, Duration.ofSeconds(20));
  }

  public static StepTask of(
      String type, Effect effect, int ordinal, Map<String, ?> input, Duration timeout) {
    return new StepTask(
        new StepId(RUN + "-" + ordinal),
        "n",
        type,
        effect,
        Payload.of(Map.copyOf(input)),
        1,
        timeout,
        Context.of("user:ana", "corr-1"));
  }

  /** The same task of another tenant. */
  public static StepTask of(StepTask task, String tenant, int priority) {
    return new StepTask(
        task.stepId(),
        task.node(),
        task.type(),
        task.effect(),
        task.input(),
        task.attempt(),
        task.timeout(),
        task.context().within(tenant, "main", "user:ana"),
        task.secrets(),
        priority,
        task.key());
  }

  /** The same task with secrets. */
  public static StepTask with(StepTask task, SecretUse secrets) {
    return new StepTask(
        task.stepId(),
        task.node(),
        task.type(),
        task.effect(),
        task.input(),
        task.attempt(),
        task.timeout(),
        task.context(),
        secrets,
        task.priority(),
        task.key());
  }
}
