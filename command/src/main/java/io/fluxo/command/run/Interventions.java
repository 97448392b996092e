package io.fluxo.command.run;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunCommand.ContinueRun;
import io.fluxo.messages.run.RunCommand.DiscardRun;
import io.fluxo.messages.run.RunCommand.EditVariables;
import io.fluxo.messages.run.RunCommand.PauseRun;
import io.fluxo.messages.run.RunEvent.RunIntervened;
import io.fluxo.messages.value.JsonSize;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people do to a run by hand that stays where it is: pause, continue, edit, discard. */
final class Interventions {

  private final Standing at;
  private final Advance run;

  Interventions(Standing at, Advance run) {
    this.at = at;
    this.run = run;
  }

  Decided pause(PauseRun command) {
    require("pause", RunState.Phase.RUNNING);
    if (at.state().control().paused()) {
      return Decided.NOTHING;
    }
    record(new Intervention.Paused(at.now()), command.reason(), null, null);
    at.state()
        .open()
        .forEach(
            (ordinal, open) -> {
              if (open instanceof Activation.Step && run.step(ordinal).isDue()) {
                run.order(new StepOrder.Hold(ordinal));
              } else if (open instanceof Activation.Task) {
                run.order(new TaskOrder.Hold(ordinal));
              }
            });
    return run.settle();
  }

  Decided resume(ContinueRun command) {
    require("continue", RunState.Phase.RUNNING);
    Control.Hold hold = at.state().control().hold();
    Instant since = hold.since();
    if (since == null) {
      return Decided.NOTHING;
    }
    Instant deadline = at.state().control().deadline();
    record(
        new Intervention.Continued(),
        command.reason(),
        null,
        deadline == null ? null : deadline.plus(Duration.between(since, at.now())));
    goOn(hold);
    return run.settle();
  }

  /** Goes on with a run that waited for its place; nothing where it has it. */
  Decided admit() {
    Control.Hold hold = at.state().control().hold();
    if (at.state().phase() != RunState.Phase.RUNNING || !hold.queued()) {
      return Decided.NOTHING;
    }
    run.move(new Move.Admitted());
    goOn(hold);
    return run.settle();
  }

  private void goOn(Control.Hold held) {
    if (!run.state().control().holds()) {
      held.tokens().forEach(token -> run.enter(token.node(), token.scope()));
      at.state().open().forEach(this::resume);
    }
  }

  private void resume(int ordinal, Activation open) {
    if (open instanceof Activation.Step && run.step(ordinal).held()) {
      run.order(new StepOrder.Release(ordinal));
    } else if (open instanceof Activation.Task) {
      run.order(new TaskOrder.Unhold(ordinal));
    } else if (open instanceof Activation.Parked parked
        && parked.due() != null
        && !parked.due().isAfter(at.now())) {
      Controls.due(run, ordinal, parked);
    }
  }

  Decided edit(EditVariables command) {
    require(
        "edit the variables of",
        RunState.Phase.RUNNING,
        RunState.Phase.FAILED,
        RunState.Phase.TIMED_OUT);
    long size = 0;
    for (Payload value : command.set().values()) {
      size += JsonSize.of(value.json());
    }
    if (size > run.limits().maxPayload()) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE,
          "Expected values of at most %d bytes together".formatted(run.limits().maxPayload()));
    }
    Map<String, Payload> before = new HashMap<>();
    for (String name : command.remove()) {
      was(name, before);
    }
    command.set().keySet().forEach(name -> was(name, before));
    if (before.keySet().equals(command.set().keySet()) && before.equals(command.set())) {
      return Decided.NOTHING;
    }
    record(new Intervention.Edited(before, command.set()), command.reason(), null, null);
    return run.settle();
  }

  private void was(String name, Map<String, Payload> before) {
    Object value = at.state().vars().get(name);
    if (value != null) {
      before.put(name, Payload.of(value == RunState.NOTHING ? null : value));
    }
  }

  /** Gives up on a failure: one that waits for a person fails the run. */
  Decided discard(DiscardRun command) {
    Map.Entry<Integer, Activation.Escalated> waiting = escalated(at.state());
    if (waiting == null) {
      require("discard", RunState.Phase.FAILED, RunState.Phase.TIMED_OUT);
      if (at.state().control().discarded()) {
        return Decided.NOTHING;
      }
      record(new Intervention.Discarded(), command.reason(), null, null);
      return run.settle();
    }
    record(new Intervention.Discarded(), command.reason(), null, null);
    Activation.Escalated open = waiting.getValue();
    Failures.giveUp(run, waiting.getKey(), open);
    return run.settle();
  }

  Retrying retrying() {
    return new Retrying(at, run, this);
  }

  Steering steering() {
    return new Steering(at, run, this);
  }

  /** The oldest failure that waits for a person, null where none does. */
  static Map.@Nullable Entry<Integer, Activation.Escalated> escalated(RunState state) {
    return state.open().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Activation.Escalated)
        .map(entry -> Map.entry(entry.getKey(), (Activation.Escalated) entry.getValue()))
        .min(Map.Entry.comparingByKey())
        .orElse(null);
  }

  void record(
      Intervention what, String reason, @Nullable List<Integer> again, @Nullable Instant deadline) {
    String before = words(run.state());
    RunIntervened event = new RunIntervened(what, reason, before, before, again, deadline);
    String after = words(Intervened.after(event, run.state()));
    run.record(new RunIntervened(what, reason, before, after, again, deadline));
  }

  private static String words(RunState state) {
    if (state.phase() == RunState.Phase.RUNNING && state.control().paused()) {
      return "paused";
    }
    return escalated(state) == null ? state.phase().words : "waiting for a decision";
  }

  /** Refuses what a run in another phase than these cannot do. */
  void require(String verb, RunState.Phase... phases) {
    if (!List.of(phases).contains(at.state().phase())) {
      throw Rejection.invalidState(
          verb, "run " + at.state().begun().runId(), at.state().phase().words);
    }
  }

  /** When a run that is taken up again is ended, null for never. */
  @Nullable Instant newDeadline() {
    Duration timeout = at.plan().definition().settings().timeout();
    return timeout == null ? null : at.now().plus(timeout);
  }
}
