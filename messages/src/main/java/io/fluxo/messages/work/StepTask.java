package io.fluxo.messages.work;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of an effect, ready to be made.
 *
 * @param stepId the step
 * @param node the node's id in the definition
 * @param type the node type
 * @param effect what repeating it would mean
 * @param input the node's configuration with all expressions resolved
 * @param attempt the number of this attempt, from 1
 * @param timeout how long it may take
 * @param context on whose behalf
 * @param secrets where secrets belong in the input, null where it needs none; nodes get the input
 *     with the values in it
 * @param key the idempotency key that a provider gets: the step's id, unless somebody had the step
 *     do something else than before
 */
public record StepTask(
    StepId stepId,
    String node,
    String type,
    Effect effect,
    Payload input,
    int attempt,
    Duration timeout,
    Context context,
    @Nullable SecretUse secrets,
    String key) {

  /** An attempt under the step's own key. */
  public StepTask(
      StepId stepId,
      String node,
      String type,
      Effect effect,
      Payload input,
      int attempt,
      Duration timeout,
      Context context,
      @Nullable SecretUse secrets) {
    this(stepId, node, type, effect, input, attempt, timeout, context, secrets, stepId.value());
  }

  /** An attempt that needs no secrets. */
  public StepTask(
      StepId stepId,
      String node,
      String type,
      Effect effect,
      Payload input,
      int attempt,
      Duration timeout,
      Context context) {
    this(stepId, node, type, effect, input, attempt, timeout, context, null);
  }

  /** The same attempt with another input, and nothing left to fill in. */
  public StepTask filled(Payload other) {
    return new StepTask(stepId, node, type, effect, other, attempt, timeout, context, null, key);
  }
}
