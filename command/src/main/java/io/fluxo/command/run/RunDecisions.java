package io.fluxo.command.run;

import io.fluxo.command.form.FormCheck;
import io.fluxo.command.humantask.TaskDesk;
import io.fluxo.command.humantask.TaskReader;
import io.fluxo.command.step.StepFacts;
import io.fluxo.messages.node.Expressions;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunCommand.DeliverEvent;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunCommand.UndoEffect;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.JsonSize;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What comes next in a run, as a pure function of its definition, its state, what is asked, and the
 * time.
 */
final class RunDecisions {

  private final Expressions expressions;
  private final RunLimits limits;
  private final TaskReader reader;

  RunDecisions(Expressions expressions, RunLimits limits) {
    this.expressions = expressions;
    this.limits = limits;
    this.reader = new TaskReader(new FormCheck(expressions));
  }

  /**
   * Begins a run.
   *
   * @param startedBy who starts it
   * @param subject the data subject that it is about, null for nobody in particular
   * @param place takes a place among the runs of the workflow; false where none is free
   * @param desk the people and calendars that tasks speak of
   */
  Decided start(
      StartRun command,
      String startedBy,
      @Nullable String subject,
      Plan plan,
      BooleanSupplier place,
      TaskDesk desk,
      Instant now) {
    Advance run =
        new Advance(
            new Standing(plan, RunState.INITIAL, ordinal -> StepFacts.INITIAL, place, desk, now),
            expressions,
            limits,
            reader);
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
            deadline == null ? null : now.plus(deadline),
            startedBy,
            subject));
    run.takePlace();
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

  /**
   * Goes on behind a step that has ended.
   *
   * @param attempts how many it took
   */
  Decided resume(int ordinal, StepOutcome outcome, int attempts, Standing at) {
    boolean told =
        outcome instanceof StepOutcome.Succeeded || outcome instanceof StepOutcome.Failed;
    Activation open = at.state().open().get(ordinal);
    if (!told || open == null) {
      return Decided.NOTHING;
    }
    Advance run = advance(at);
    switch (open) {
      case Activation.Step step -> {
        if (attempts > 1) {
          run.move(new Move.Spent(attempts - 1));
        }
        if (at.state().phase() == RunState.Phase.ENDING) {
          Endings.settled(run, ordinal, step, outcome);
        } else if (outcome instanceof StepOutcome.Succeeded done) {
          run.resume(ordinal, done.output(), done.branch());
        } else if (outcome instanceof StepOutcome.Failed failed) {
          run.fail(ordinal, at.plan().node(step.node()), step.scope(), failed.failure());
        }
      }
      case Activation.Undoes undoes -> Endings.undone(run, ordinal, undoes, outcome);
      case Activation.Task task -> Asking.answered(run, ordinal, task, outcome);
      default -> {
        return Decided.NOTHING;
      }
    }
    return run.settle();
  }

  Decided wake(WakeRun command, Standing at) {
    RunState state = at.state();
    if (state.phase() != RunState.Phase.RUNNING || state.control().paused()) {
      return Decided.NOTHING;
    }
    Advance run = advance(at);
    if (command.ordinal() == 0) {
      Instant deadline = state.control().deadline();
      if (deadline == null || deadline.isAfter(at.now())) {
        return Decided.NOTHING;
      }
      Endings.finish(
          run,
          EndCause.timedOut(
              Failure.permanent(
                  Failure.TIMEOUT, "The run took longer than its definition allows")));
      return run.settle();
    }
    if (!(state.open().get(command.ordinal()) instanceof Activation.Parked parked)
        || parked.due() == null
        || parked.due().isAfter(at.now())) {
      return Decided.NOTHING;
    }
    Controls.due(run, command.ordinal(), parked);
    return run.settle();
  }

  Decided deliver(DeliverEvent command, Standing at) {
    if (at.state().phase() != RunState.Phase.RUNNING
        || !(at.state().open().get(command.ordinal()) instanceof Activation.Parked parked)
        || parked.event() == null) {
      return Decided.NOTHING;
    }
    Advance run = advance(at);
    run.resume(command.ordinal(), command.data(), "received");
    return run.settle();
  }

  Decided cancel(CancelRun command, Standing at) {
    switch (at.state().phase()) {
      case RUNNING -> {
        Advance run = advance(at);
        if (command.compensate()) {
          Endings.finish(run, EndCause.cancelled(command.reason()));
        } else {
          run.end(new RunEvent.RunCancelled(command.reason()));
        }
        return run.settle();
      }
      case CANCELLED -> {
        return Decided.NOTHING;
      }
      default ->
          throw Rejection.invalidState(
              "cancel", "run " + command.runId(), at.state().phase().words);
    }
  }

  /** Undoes one effect of a run that is being compensated; nothing where that was done before. */
  Decided undo(UndoEffect command, Standing at) {
    if (at.state().phase() != RunState.Phase.COMPENSATING) {
      return Decided.NOTHING;
    }
    Advance run = advance(at);
    Endings.undo(run, command.of());
    return run.settle();
  }

  /** Ends a run of which all is undone; nothing while something is left. */
  Decided compensated(Standing at) {
    RunEvent last =
        at.state().phase() == RunState.Phase.COMPENSATING ? Endings.compensated(at.state()) : null;
    if (last == null) {
      return Decided.NOTHING;
    }
    Advance run = advance(at);
    run.end(last);
    return run.settle();
  }

  /** What people do to the run by hand. */
  Interventions interventions(Standing at) {
    return new Interventions(at, advance(at));
  }

  private Advance advance(Standing at) {
    return new Advance(at, expressions, limits, reader);
  }
}
