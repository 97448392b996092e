package io.fluxo.connectors;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import org.jspecify.annotations.Nullable;

/** A node that does what a test wants. It talks to what the input names as {@code to}. */
public record FakeNode(String type, int concurrency, Body body) implements EffectNode {

  public static final StepOutcome OK = new StepOutcome.Succeeded(Payload.EMPTY, null);

  /** What it does. */
  @FunctionalInterface
  public interface Body {
    StepOutcome execute(StepTask task) throws Exception;
  }

  /** One of type {@code n}. */
  public static FakeNode of(Body body) {
    return new FakeNode("n", 1, body);
  }

  /** One of type {@code n} that nobody executes. */
  public static FakeNode of(int concurrency) {
    return new FakeNode(
        "n",
        concurrency,
        task -> {
          throw new AssertionError("Nothing is made here");
        });
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
    return "";
  }

  @Override
  public @Nullable String dependency(StepTask task) {
    return task.input().object().get("to") instanceof String name ? name : null;
  }

  @Override
  public StepOutcome execute(StepTask task) throws Exception {
    return body.execute(task);
  }
}
