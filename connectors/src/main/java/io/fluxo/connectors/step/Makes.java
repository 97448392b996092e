package io.fluxo.connectors.step;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.work.StepTask;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Makes one attempt, in the thread that asks: its secrets, its start on the record, its effect. */
final class Makes {

  private final Reporter reporter;
  private final SecretFilling secrets;
  private final LookUps lookUps;

  Makes(Reporter reporter, SecretFilling secrets, LookUps lookUps) {
    this.reporter = reporter;
    this.secrets = secrets;
    this.lookUps = lookUps;
  }

  /**
   * What came of an attempt, null where it must not be made.
   *
   * @throws Exception whatever the node throws
   */
  @Nullable StepOutcome of(Attempt attempt) throws Exception {
    if (attempt.isUnwanted()) {
      return null;
    }
    StepTask task = attempt.task();
    SecretUse use = task.secrets();
    SecretFilling.Filled filled = use == null ? null : secrets.fill(task, use);
    if (task.effect() == Effect.ONCE) {
      try {
        if (!Boolean.TRUE.equals(reporter.started(task).get())) {
          return null;
        }
      } catch (ExecutionException error) {
        return Reporter.rejection(error) == null ? Outcomes.unrecorded() : null;
      }
      if (!attempt.effectBegins()) {
        return null;
      }
    }
    EffectNode node = attempt.lane().node();
    attempt.calls();
    return filled == null ? node.execute(task) : filled.execute(node);
  }

  /** The outcome, found out where it is unknown and can be. */
  @Nullable StepOutcome found(Attempt attempt, @Nullable StepOutcome outcome) {
    return outcome instanceof StepOutcome.Unknown && !attempt.isUnwanted()
        ? lookUps.of(attempt.lane().node(), attempt.task(), outcome)
        : outcome;
  }
}
