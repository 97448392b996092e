package io.fluxo.command.run;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunCommand.ForceRun;
import io.fluxo.messages.run.RunCommand.RewindRun;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sending a run elsewhere: to another node, or back to where it was. */
final class Steering {

  private final Standing at;
  private final Advance run;
  private final Interventions interventions;

  Steering(Standing at, Advance run, Interventions interventions) {
    this.at = at;
    this.run = run;
    this.interventions = interventions;
  }

  Decided force(ForceRun command) {
    requireSteerable("force");
    Plan.Node target = at.plan().nodes().get(command.to());
    if (target == null || command.to().equals(Plan.FALLBACK) || at.plan().isTrigger(command.to())) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected a node of the workflow that is no trigger, but got '%s'"
              .formatted(command.to()));
    }
    Integer from = command.from();
    if (from == null) {
      from = openIn(0);
    }
    Activation left = from == 0 ? null : at.state().open().get(from);
    if (from != 0 && left == null) {
      throw Rejection.invalidState("leave", "step " + from, "not open");
    }
    int scope = left == null ? 0 : left.scope();
    if (!at.plan().region(command.to()).equals(region(scope))) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected a node of %s, but '%s' belongs to %s"
              .formatted(region(scope), command.to(), at.plan().region(command.to())));
    }
    leave(from);
    record(new Intervention.Forced(from, command.to(), scope), command.reason());
    run.enter(command.to(), scope);
    return run.settle();
  }

  Decided rewind(RewindRun command, List<RunEvent> history) {
    requireSteerable("rewind");
    Visit visit = Visit.find(history, command.ordinal(), command.node());
    if (visit == null) {
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "Expected a step or node that the run visited, but it did not visit this one");
    }
    boolean there =
        visit.scope() == 0 || (isRunning() && at.state().scopes().containsKey(visit.scope()));
    if (!there) {
      throw Rejection.invalidState(
          "rewind to", "node '%s'".formatted(visit.node()), "inside of a block that has ended");
    }
    leave(openIn(visit.scope()));
    RunState then = visit.before();
    Scope scope = then.scope(visit.scope());
    record(
        new Intervention.Rewound(
            visit.ordinal(),
            visit.node(),
            visit.scope(),
            payloads(then.vars()),
            payloads(scope.outputs()),
            Payload.of(scope.last()),
            Payload.of(scope.error())),
        command.reason());
    run.enter(visit.node(), visit.scope());
    return run.settle();
  }

  private void requireSteerable(String verb) {
    interventions.require(
        verb, RunState.Phase.RUNNING, RunState.Phase.FAILED, RunState.Phase.TIMED_OUT);
  }

  private void record(Intervention what, String reason) {
    Instant deadline = isRunning() ? null : interventions.newDeadline();
    interventions.record(what, reason, isRunning() ? null : List.of(), deadline);
    if (!isRunning()) {
      run.takePlace();
    }
  }

  private boolean isRunning() {
    return at.state().phase() == RunState.Phase.RUNNING;
  }

  /** What is open in the scope itself: at most one, for a scope is one way through its region. */
  private int openIn(int scope) {
    for (Map.Entry<Integer, Activation> entry : at.state().open().entrySet()) {
      if (entry.getValue().scope() == scope) {
        return entry.getKey();
      }
    }
    return 0;
  }

  private void leave(int ordinal) {
    Activation open = ordinal == 0 ? null : run.state().open().get(ordinal);
    if (open == null) {
      return;
    }
    if (open instanceof Activation.Block) {
      run.abandonInside(ordinal);
    }
    run.cancelled(ordinal, open);
    run.move(new Move.Abandoned(ordinal));
  }

  private String region(int scope) {
    if (scope == 0) {
      return PlanRegions.TOP;
    }
    Scope inner = at.state().scope(scope);
    Activation.Block block = at.state().block(inner.block());
    String branch = block.items() == null ? inner.branch() : "body";
    return PlanRegions.name(branch, block.node());
  }

  private static Map<String, Payload> payloads(Map<String, @Nullable Object> values) {
    Map<String, Payload> payloads = new TreeMap<>();
    values.forEach(
        (name, value) -> payloads.put(name, Payload.of(value == RunState.NOTHING ? null : value)));
    return payloads;
  }
}
