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
 * @param priority from 0 to 9; of one tenant's attempts those of higher priority are begun first
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
    int priority,
    String key) {

  /** The priority of what nobody gave one. */
  public static final int DEFAULT_PRIORITY = 5;

  public static final int HIGHEST_PRIORITY = 9;

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException when the priority is out of bounds
   */
  public StepTask {
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      throw new IllegalArgumentException(
          "Expected a priority of 0 to " + HIGHEST_PRIORITY + ", but it is " + priority);
    }
  }

  /** An attempt of ordinary priority, under the key of its step, that needs no secrets. */
  public StepTask(
      StepId stepId,
      String node,
      String type,
      Effect effect,
      Payload input,
      int attempt,
      Duration timeout,
      Context context) {
    this(
        stepId,
        node,
        type,
        effect,
        input,
        attempt,
        timeout,
        context,
        null,
        DEFAULT_PRIORITY,
        stepId.value());
  }

  /** The same attempt with another input, and nothing left to fill in. */
  public StepTask filled(Payload other) {
    return new StepTask(
        stepId, node, type, effect, other, attempt, timeout, context, null, priority, key);
  }
}
