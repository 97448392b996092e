package io.fluxo.connectors.step;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Unspoken;
import io.fluxo.messages.work.StepTask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how attempts ended whose outcome is unknown, where their node has a way to: a few
 * times, for the other side may still be at it. What is not found out then is left to a person.
 */
final class LookUps {

  private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);

  /** The pauses before the look-ups. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(15));

  private static final Duration PIECE = Duration.ofMillis(100);

  private final SecretFilling secrets;
  private final BooleanSupplier running;

  LookUps(SecretFilling secrets, BooleanSupplier running) {
    this.secrets = secrets;
    this.running = running;
  }

  /**
   * Looks for the outcome; blocks meanwhile.
   *
   * @param unknown what is known so far
   * @return what was found out, or the unknown outcome
   */
  StepOutcome of(EffectNode node, StepTask task, StepOutcome unknown) {
    if (!looksUp(node, task)) {
      return unknown;
    }
    for (Duration pause : PAUSES) {
      rest(pause);
      if (!running.getAsBoolean()) {
        break;
      }
      StepOutcome found = ask(node, task);
      if (found instanceof StepOutcome.Succeeded || found instanceof StepOutcome.Failed) {
        LOG.info("Step {} was of unknown outcome, which a look-up settled", task.stepId());
        return found;
      }
    }
    return unknown;
  }

  /** Waits in pieces, so that a node that stops need not wait for it. */
  private void rest(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    while (running.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Math.min(PIECE.toNanos(), Math.max(1, end - System.nanoTime())));
    }
  }

  static boolean looksUp(EffectNode node, StepTask task) {
    try {
      return node.looksUp(task);
    } catch (RuntimeException e) {
      LOG.debug("Node type {} does not tell whether it looks up", node.type(), Unspoken.of(e));
      return false;
    }
  }

  private StepOutcome ask(EffectNode node, StepTask task) {
    try {
      SecretUse use = task.secrets();
      return use == null ? node.lookUp(task) : secrets.fill(task, use).lookUp(node);
    } catch (Exception e) { // a look-up that fails has found nothing out
      LOG.debug("The look-up of step {} failed", task.stepId(), Unspoken.of(e));
      return Outcomes.lost();
    }
  }
}
