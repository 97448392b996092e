package io.fluxo.command.run;

import io.fluxo.command.step.Again;
import io.fluxo.command.step.StepFacts;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunCommand.RetryStep;
import io.fluxo.messages.run.RunCommand.SkipStep;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.value.JsonSize;
import io.fluxo.messages.value.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Another chance for a node, and going on without it. */
final class Retrying {

  private final Standing at;
  private final Advance run;
  private final Interventions interventions;

  Retrying(Standing at, Advance run, Interventions interventions) {
    this.at = at;
    this.run = run;
    this.interventions = interventions;
  }

  Decided retry(RetryStep command) {
    interventions.require(
        "retry a step of",
        RunState.Phase.RUNNING,
        RunState.Phase.FAILED,
        RunState.Phase.COMPENSATING);
    if (at.state().phase() == RunState.Phase.FAILED) {
      Control.Setback setback = setback("retry", command.ordinal());
      reopen(
          setback,
          new Intervention.Retried(setback.ordinal(), setback.node(), setback.scope()),
          command.reason());
      if (hasStep(setback)) {
        again(setback.ordinal(), setback.node(), setback.scope());
      } else {
        again(0, setback.node(), setback.scope());
      }
      return run.settle();
    }
    int ordinal = ordinal("retry", command.ordinal());
    Activation open = open("retry", ordinal);
    Intervention.Retried what = new Intervention.Retried(ordinal, open.node(), open.scope());
    switch (open) {
      case Activation.Step step -> {
        StepFacts facts = run.step(ordinal);
        if (facts.isDue() && !facts.isDueAfter(at.now()) && !facts.held()) {
          return Decided.NOTHING;
        }
        if (!facts.canRetry()) {
          throw refused("retry", ordinal, "under way");
        }
        interventions.record(what, command.reason(), null, null);
        again(ordinal, step.node(), step.scope());
      }
      case Activation.Escalated escalated -> {
        interventions.record(what, command.reason(), null, null);
        again(escalated.step() ? ordinal : 0, escalated.node(), escalated.scope());
      }
      case Activation.Undoes undoes -> {
        if (!at.state().control().undoing().failed().containsKey(undoes.of())) {
          throw refused("retry", ordinal, "under way");
        }
        interventions.record(what, command.reason(), null, null);
        run.order(new StepOrder.Retry(ordinal, Again.SAME));
      }
      default -> throw refused("retry", ordinal, "waiting, and nothing failed");
    }
    return run.settle();
  }

  /** Attempts the step again, with what its node would be asked for now. */
  private void again(int ordinal, String node, int scope) {
    if (ordinal == 0) {
      run.enter(node, scope);
      return;
    }
    Plan.Node planned = at.plan().node(node);
    NodeType type = planned.type();
    Payload before = run.step(ordinal).input();
    boolean child = "sub_workflow".equals(planned.definition().type());
    Again again = new Again(child, null, null);
    if (type != null) {
      try {
        Effects.Asked asked = Effects.asked(run, planned, type, scope);
        if (!asked.input().equals(before)) {
          again = new Again(true, asked.input(), Effects.use(run, asked.places()));
        }
      } catch (NodeFailure e) {
        throw new Rejection(
            Rejection.Code.INVALID_INPUT,
            "Expected the configuration of node '%s' to be usable, but: %s"
                .formatted(node, e.failure().message()));
      }
    }
    run.order(new StepOrder.Retry(ordinal, again));
  }

  Decided skip(SkipStep command) {
    interventions.require(
        "skip a step of",
        RunState.Phase.RUNNING,
        RunState.Phase.FAILED,
        RunState.Phase.COMPENSATING);
    if (JsonSize.of(command.output().json()) > run.limits().maxPayload()) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE,
          "Expected an output of at most %d bytes".formatted(run.limits().maxPayload()));
    }
    return switch (at.state().phase()) {
      case FAILED -> {
        Control.Setback setback = setback("skip", command.ordinal());
        reopen(
            setback,
            skipped(setback.ordinal(), setback.node(), setback.scope(), command),
            command.reason());
        yield goOn(setback.node(), setback.scope(), command);
      }
      case COMPENSATING -> undoneByHand(command);
      default -> {
        int ordinal = ordinal("skip", command.ordinal());
        Activation open = open("skip", ordinal);
        if (open instanceof Activation.Block) {
          throw refused("skip", ordinal, "a block: skip what is open in it, or force the run on");
        }
        run.cancelled(ordinal, open);
        interventions.record(
            skipped(ordinal, open.node(), open.scope(), command), command.reason(), null, null);
        yield goOn(open.node(), open.scope(), command);
      }
    };
  }

  private static Intervention skipped(int ordinal, String node, int scope, SkipStep command) {
    return new Intervention.Skipped(ordinal, node, scope, command.output(), command.branch());
  }

  private Decided goOn(String node, int scope, SkipStep command) {
    Plan.Node planned = at.plan().node(node);
    String branch = command.branch();
    if (branch != null && !planned.definition().branches().containsKey(branch)) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected a branch of node '%s', but it has no '%s'".formatted(node, branch));
    }
    run.follow(planned, branch, scope);
    return run.settle();
  }

  /** An effect that could not be undone was undone outside, or need not be. */
  private Decided undoneByHand(SkipStep command) {
    Control.Undoing undoing = at.state().control().undoing();
    for (Map.Entry<Integer, Integer> failed : undoing.failed().entrySet()) {
      Integer asked = command.ordinal();
      if (asked == null || asked.equals(failed.getKey()) || asked.equals(failed.getValue())) {
        run.record(new RunEvent.RunUndone(failed.getKey(), command.reason()));
        return run.settle();
      }
    }
    throw Rejection.invalidState(
        "skip an undoing of", "run " + at.state().begun().runId(), "going on with them");
  }

  /** The run is again where its failure began; what was let go of then is open again. */
  private void reopen(Control.Setback setback, Intervention what, String reason) {
    List<Integer> again = new ArrayList<>();
    setback
        .before()
        .open()
        .forEach(
            (ordinal, open) -> {
              if (open instanceof Activation.Step) {
                again.add(ordinal);
              }
            });
    boolean skips = what instanceof Intervention.Skipped;
    if (skips) {
      again.remove((Integer) setback.ordinal());
    }
    again.sort(null);
    interventions.record(what, reason, again, interventions.newDeadline());
    run.takePlace();
    for (int ordinal : again) {
      if (ordinal != setback.ordinal()) {
        run.order(new StepOrder.Retry(ordinal, Again.SAME));
      }
    }
    setback
        .before()
        .open()
        .forEach(
            (ordinal, open) -> {
              if (ordinal != setback.ordinal()) {
                waitAgain(ordinal, open);
              } else if (!(open instanceof Activation.Step) && !skips) {
                run.move(new Move.Abandoned(ordinal));
              }
            });
  }

  /** Whether the failure was that of a step, which goes on in its own stream. */
  private static boolean hasStep(Control.Setback setback) {
    return setback.before().open().get(setback.ordinal()) instanceof Activation.Step;
  }

  /** A wait whose wake-up is gone, or a task that was withdrawn, gets another of its own number. */
  private void waitAgain(int ordinal, Activation open) {
    if (open instanceof Activation.Task was) {
      run.move(new Move.Abandoned(ordinal));
      run.enter(was.node(), was.scope());
    } else if (open instanceof Activation.Parked was) {
      run.move(new Move.Abandoned(ordinal));
      run.move(
          new Move.Parked(
              run.state().nextOrdinal(),
              was.node(),
              was.scope(),
              was.due(),
              was.event(),
              was.correlation()));
    }
  }

  private Control.Setback setback(String verb, @Nullable Integer ordinal) {
    Control control = at.state().control();
    Control.Setback setback = control.setback();
    if (control.discarded()) {
      throw Rejection.invalidState(verb + " a step of", run(), "failed, and was discarded");
    }
    if (setback == null) {
      throw Rejection.invalidState(
          verb + " a step of", run(), "failed, but not at a step: rewind it instead");
    }
    if (ordinal != null && ordinal != setback.ordinal()) {
      throw refused(verb, ordinal, "not the one at which the run failed");
    }
    return setback;
  }

  private int ordinal(String verb, @Nullable Integer ordinal) {
    if (ordinal != null) {
      return ordinal;
    }
    Map.Entry<Integer, Activation.Escalated> waiting = Interventions.escalated(at.state());
    if (waiting == null) {
      throw Rejection.invalidState(verb, run(), "under way: say which step");
    }
    return Objects.requireNonNull(waiting.getKey());
  }

  private Activation open(String verb, int ordinal) {
    Activation open = at.state().open().get(ordinal);
    if (open == null) {
      throw refused(verb, ordinal, "not open");
    }
    return open;
  }

  private Rejection refused(String verb, int ordinal, String state) {
    return Rejection.invalidState(verb, "step %d of %s".formatted(ordinal, run()), state);
  }

  private String run() {
    return "run " + at.state().begun().runId();
  }
}
