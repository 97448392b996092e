package io.fluxo.command.run;

import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunCommand.DeliverEvent;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.JsonSize;
import java.time.Duration;
import java.time.Instant;

/**
 * What comes next in a run, as a pure function of its definition, its state, what is asked, and the
 * time.
 */
final class RunDecisions {

  private final Expressions expressions;
  private final RunLimits limits;

  RunDecisions(Expressions expressions, RunLimits limits) {
    this.expressions = expressions;
    this.limits = limits;
  }

  Decided start(StartRun command, Plan plan, Instant now) {
    Advance run = advance(plan, RunState.INITIAL, now);
    Duration deadline = plan.definition().settings().timeout();
    run.record(
        new RunEvent.RunStarted(
            command.runId(),
            plan.ref(),
            command.trigger(),
            command.triggerNode(),
            command.input(),
            command.businessKey(),
            command.parent(),
            command.depth(),
            deadline == null ? null : now.plus(deadline)));
    long size = JsonSize.of(command.input().json());
    if (size > limits.warnPayload()) {
      run.warn(SizeWarnings.ofInput(size));
    }
    String trigger = command.triggerNode();
    run.enter(
        trigger != null && plan.nodes().containsKey(trigger) ? trigger : plan.definition().start(),
        0);
    return run.settle();
  }

  /** Goes on behind a step that has ended. */
  Decided resume(int ordinal, StepOutcome outcome, Plan plan, RunState state, Instant now) {
    if (!(state.open().get(ordinal) instanceof Activation.Step step)) {
      return Decided.NOTHING;
    }
    Advance run = advance(plan, state, now);
    switch (outcome) {
      case StepOutcome.Succeeded done -> run.resume(ordinal, done.output(), done.branch());
      case StepOutcome.Failed failed ->
          run.fail(ordinal, plan.node(step.node()), step.scope(), failed.failure());
      case StepOutcome.Unknown unknown -> {
        return Decided.NOTHING;
      }
      case StepOutcome.Pending pending -> {
        return Decided.NOTHING;
      }
    }
    return run.settle();
  }

  Decided wake(WakeRun command, Plan plan, RunState state, Instant now) {
    if (state.phase() != RunState.Phase.RUNNING) {
      return Decided.NOTHING;
    }
    Advance run = advance(plan, state, now);
    if (command.ordinal() == 0) {
      run.end(
          new RunEvent.RunTimedOut(
              Failure.permanent(
                  Failure.TIMEOUT, "The run took longer than its definition allows")));
      return run.settle();
    }
    if (!(state.open().get(command.ordinal()) instanceof Activation.Parked parked)
        || parked.due() == null
        || parked.due().isAfter(now)) {
      return Decided.NOTHING;
    }
    Controls.due(run, command.ordinal(), parked);
    return run.settle();
  }

  Decided deliver(DeliverEvent command, Plan plan, RunState state, Instant now) {
    if (!(state.open().get(command.ordinal()) instanceof Activation.Parked parked)
        || parked.event() == null) {
      return Decided.NOTHING;
    }
    Advance run = advance(plan, state, now);
    run.resume(command.ordinal(), command.data(), "received");
    return run.settle();
  }

  Decided cancel(CancelRun command, Plan plan, RunState state, Instant now) {
    switch (state.phase()) {
      case RUNNING -> {
        Advance run = advance(plan, state, now);
        run.end(new RunEvent.RunCancelled(command.reason()));
        return run.settle();
      }
      case CANCELLED -> {
        return Decided.NOTHING;
      }
      default ->
          throw Rejection.invalidState("cancel", "run " + command.runId(), state.phase().words);
    }
  }

  private Advance advance(Plan plan, RunState state, Instant now) {
    return new Advance(plan, state, expressions, limits, now);
  }
}
