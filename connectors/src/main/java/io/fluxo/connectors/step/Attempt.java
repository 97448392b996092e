package io.fluxo.connectors.step;

import io.fluxo.messages.node.Effect;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.work.StepTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of an effect: whatever happens, it comes to an outcome. */
final class Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private Attempt() {}

  static StepOutcome make(StepTask task, @Nullable EffectNode node) {
    if (node == null) {
      return new StepOutcome.Failed(
          Failure.permanent(
              Failure.UNKNOWN_NODE_TYPE, "No node type '" + task.type() + "' is installed"),
          null);
    }
    try {
      return node.execute(task);
    } catch (InterruptedException e) {
      return late(task);
    } catch (NodeFailure e) {
      return new StepOutcome.Failed(e.failure(), null);
    } catch (Exception e) {
      if (Thread.interrupted()) {
        return late(task);
      }
      LOG.warn("Step {} of type {} broke", task.stepId(), task.type(), e);
      return broken(task, Failure.passing(Failure.INTERNAL, "The node broke unexpectedly"));
    } catch (StackOverflowError | OutOfMemoryError e) {
      LOG.error("Step {} of type {} exhausted the machine", task.stepId(), task.type(), e);
      return broken(task, Failure.permanent(Failure.INTERNAL, "The node used too much memory"));
    }
  }

  private static StepOutcome late(StepTask task) {
    return broken(
        task,
        Failure.passing(
            Failure.TIMEOUT, "The attempt took longer than " + task.timeout().toMillis() + " ms"));
  }

  /**
   * Whether a broken attempt had its effect cannot be told; it matters only for what must not be
   * repeated.
   */
  private static StepOutcome broken(StepTask task, Failure failure) {
    return task.effect() == Effect.ONCE
        ? new StepOutcome.Unknown(failure)
        : new StepOutcome.Failed(failure, null);
  }
}
