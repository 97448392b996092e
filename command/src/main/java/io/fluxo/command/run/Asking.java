package io.fluxo.command.run;

import io.fluxo.command.humantask.TaskAsked;
import io.fluxo.command.humantask.TaskOutcomes;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.step.StepOutcome;
import java.util.Map;

/** Human tasks as a run asks for them, and goes on behind them. */
final class Asking {

  private Asking() {}

  /** Lays a task before people. */
  static void ask(Advance run, Plan.Node node, int scope, Map<String, Object> config)
      throws NodeFailure {
    TaskAsked asked = run.tasks().read(config, run.desk(), run.now());
    run.limits().check(config);
    int ordinal = run.state().nextOrdinal();
    run.move(new Move.Asked(ordinal, node.id(), scope));
    run.order(new TaskOrder.Ask(ordinal, node.id(), asked));
  }

  /**
   * Goes on behind a task. What was refused, or answered by nobody, goes the way that the
   * definition has for it, and no other: nothing that was to be approved is passed over.
   */
  static void answered(Advance run, int ordinal, Activation.Task open, StepOutcome outcome) {
    Plan.Node node = run.plan().node(open.node());
    if (outcome instanceof StepOutcome.Failed failed) {
      run.fail(ordinal, node, open.scope(), failed.failure());
    } else if (outcome instanceof StepOutcome.Succeeded done) {
      String branch = done.branch();
      if (branch != null
          && TaskOutcomes.isRefusal(branch)
          && !node.definition().branches().containsKey(branch)) {
        run.fail(ordinal, node, open.scope(), TaskOutcomes.refused(branch));
      } else {
        run.resume(ordinal, done.output(), branch);
      }
    }
  }
}
