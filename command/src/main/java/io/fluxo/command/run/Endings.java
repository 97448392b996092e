package io.fluxo.command.run;

import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.Undo;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run ends otherwise than by coming to its end: what is under way and can be undone is waited
 * for, then what was done is undone, the last first.
 */
final class Endings {

  private Endings() {}

  /** Ends the run, after undoing what can be undone. */
  static void finish(Advance run, EndCause cause) {
    boolean waits = false;
    for (Map.Entry<Integer, Activation> open : run.state().open().entrySet()) {
      waits |= isWaitedFor(run, open.getKey(), open.getValue());
    }
    if (!waits && run.state().control().undoing().plan().isEmpty()) {
      run.end(last(cause));
      return;
    }
    for (Map.Entry<Integer, Activation> open : List.copyOf(run.state().open().entrySet())) {
      letGo(run, open.getKey(), open.getValue());
    }
    if (waits) {
      run.record(new RunEvent.RunEnding(cause));
    } else {
      undo(run, cause);
    }
  }

  /** Whether it may have an effect that would have to be undone. */
  private static boolean isWaitedFor(Advance run, int ordinal, Activation open) {
    return open instanceof Activation.Step
        && run.plan().node(open.node()).definition().compensate() != null
        && run.mayHappen(ordinal);
  }

  /** Blocks go with the run: the names of what is in them are still looked up there. */
  private static void letGo(Advance run, int ordinal, Activation open) {
    if (!(open instanceof Activation.Block) && !isWaitedFor(run, ordinal, open)) {
      run.cancelled(ordinal, open);
      run.move(new Move.Abandoned(ordinal));
    }
  }

  /** A step has ended of a run that waits for it in order to end. */
  static void settled(Advance run, int ordinal, Activation.Step step, StepOutcome outcome) {
    if (outcome instanceof StepOutcome.Succeeded done) {
      run.move(new Move.Resumed(ordinal, done.output(), done.branch()));
      Effects.compensable(run, ordinal, run.plan().node(step.node()), step.scope());
    } else if (outcome instanceof StepOutcome.Failed failed) {
      run.move(new Move.Failed(ordinal, step.node(), step.scope(), failed.failure(), null));
    }
    boolean waits =
        run.state().open().values().stream().anyMatch(Activation.Step.class::isInstance);
    if (!waits) {
      undo(run, cause(run.state()));
    }
  }

  private static EndCause cause(RunState state) {
    return Objects.requireNonNull(state.control().undoing().cause(), "why the run ends");
  }

  private static void undo(Advance run, EndCause cause) {
    List<Undo> plan = run.state().control().undoing().plan();
    if (plan.isEmpty()) {
      run.end(last(cause));
    } else {
      run.record(new RunEvent.RunCompensating(cause, plan));
    }
  }

  private static RunEvent last(EndCause cause) {
    return switch (cause.kind()) {
      case FAILED -> new RunEvent.RunFailed(cause.node(), failure(cause));
      case TIMED_OUT -> new RunEvent.RunTimedOut(failure(cause));
      case CANCELLED -> new RunEvent.RunCancelled(cause.reason());
    };
  }

  private static Failure failure(EndCause cause) {
    return Objects.requireNonNull(cause.failure(), "what went wrong");
  }

  /** Asks for one effect to be undone, unless that was asked for before. */
  static void undo(Advance run, int of) {
    Control.Undoing undoing = run.state().control().undoing();
    Undo undo = undoing.of(of);
    boolean asked =
        undoing.done().containsKey(of)
            || undoing.failed().containsKey(of)
            || run.state().open().values().stream()
                .anyMatch(open -> open instanceof Activation.Undoes undoes && undoes.of() == of);
    if (undo == null || asked) {
      return;
    }
    Plan.Node node = run.plan().node(undo.with());
    NodeType type = node.type();
    Failure failure = undo.failure();
    if (type == null || failure != null) {
      run.record(
          new RunEvent.RunUndoFailed(of, 0, undo.with(), failure == null ? gone(node) : failure));
      return;
    }
    int ordinal = run.state().nextOrdinal();
    run.move(new Move.Undoing(ordinal, undo.with(), of));
    run.schedule(Effects.scheduled(run, node, type, ordinal, undo.input(), undo.secrets()));
  }

  private static Failure gone(Plan.Node node) {
    return Failure.permanent(
        Failure.UNKNOWN_NODE_TYPE,
        "No node type '%s' is installed".formatted(node.definition().type()));
  }

  /** The step that was to undo an effect has ended. */
  static void undone(Advance run, int ordinal, Activation.Undoes undoes, StepOutcome outcome) {
    if (outcome instanceof StepOutcome.Succeeded done) {
      run.move(new Move.Resumed(ordinal, done.output(), null));
      run.record(new RunEvent.RunUndone(undoes.of(), null));
    } else if (outcome instanceof StepOutcome.Failed failed) {
      run.record(new RunEvent.RunUndoFailed(undoes.of(), ordinal, undoes.node(), failed.failure()));
    }
  }

  /** Ends a run of which all is undone. */
  static @Nullable RunEvent compensated(RunState state) {
    return state.control().undoing().plan().isEmpty()
        ? new RunEvent.RunCompensated(cause(state))
        : null;
  }
}
