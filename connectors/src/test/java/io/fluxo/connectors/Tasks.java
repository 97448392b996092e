package io.fluxo.connectors;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.StepId;
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
}
