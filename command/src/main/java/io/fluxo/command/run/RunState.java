package io.fluxo.command.run;

import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.value.JsonSize;
import io.fluxo.messages.value.Payload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Where a run stands after its events. It follows from the events alone: expressions were evaluated
 * when the events were decided, never when they are replayed.
 *
 * @param started the first event, null before it
 * @param vars the variables; {@link #NOTHING} stands for null
 * @param open what is open, by ordinal
 * @param scopes the scopes by number; 0 is the run itself
 * @param nextOrdinal the ordinal of the next activation that opens
 * @param nextScope the number of the next scope
 * @param events how many events the stream holds
 * @param bytes roughly how large the payloads of the stream are
 * @param control what is not the plain way through the graph
 */
record RunState(
    Phase phase,
    @Nullable RunStarted started,
    PMap<String, Object> vars,
    PMap<Integer, Activation> open,
    PMap<Integer, Scope> scopes,
    int nextOrdinal,
    int nextScope,
    int events,
    long bytes,
    Control control) {

  /** Stands for null inside the persistent maps, which hold no nulls. */
  static final Object NOTHING = new Object();

  static final RunState INITIAL =
      new RunState(
          Phase.NONE,
          null,
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.singleton(0, Scope.ROOT),
          1,
          1,
          0,
          0,
          Control.NONE);

  /** The life of a run, as far as deciding needs it. */
  enum Phase {
    NONE("not started"),
    RUNNING("running"),
    /** Effects that are under way are waited for before what was done is undone. */
    ENDING("about to end"),
    COMPENSATING("being compensated"),
    COMPLETED("completed"),
    COMPENSATED("compensated"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    TIMED_OUT("timed out");

    final String words;

    Phase(String words) {
      this.words = words;
    }
  }

  RunStarted begun() {
    return Objects.requireNonNull(started, "the run has not started");
  }

  Scope scope(int number) {
    return Objects.requireNonNull(scopes.get(number), () -> "scope " + number);
  }

  /** The state after one more event. */
  RunState after(RunEvent event) {
    return switch (event) {
      case RunStarted e ->
          new RunState(
              Phase.RUNNING,
              e,
              vars,
              open,
              scopes,
              nextOrdinal,
              nextScope,
              events + 1,
              bytes + JsonSize.of(e.input().json()),
              control.until(e.deadline()));
      case RunEvent.RunAdvanced e -> counted(e.moves()).afterAll(e.moves());
      case RunEvent.RunIntervened e -> Intervened.after(e, counted(List.of()));
      case RunEvent.RunEscalated e -> counted(List.of()).escalated(e);
      case RunEvent.RunEnding e ->
          counted(List.of())
              .in(Phase.ENDING)
              .with(control.with(Control.Hold.NONE).with(control.undoing().because(e.cause())));
      case RunEvent.RunCompensating e ->
          counted(List.of())
              .in(Phase.COMPENSATING)
              .withOpen(HashTreePMap.empty(), nextOrdinal)
              .with(control.with(Control.Hold.NONE).with(control.undoing().because(e.cause())));
      case RunEvent.RunUndone e ->
          counted(List.of())
              .withoutUndoing(e.of())
              .with(control.with(control.undoing().undone(e.of())));
      case RunEvent.RunUndoFailed e ->
          counted(List.of()).with(control.with(control.undoing().failed(e.of(), e.step())));
      case RunEvent.RunCompleted e -> ended(Phase.COMPLETED);
      case RunEvent.RunFailed e -> ended(Phase.FAILED);
      case RunEvent.RunCancelled e -> ended(Phase.CANCELLED);
      case RunEvent.RunTimedOut e -> ended(Phase.TIMED_OUT);
      case RunEvent.RunCompensated e -> ended(Phase.COMPENSATED);
    };
  }

  private RunState escalated(RunEvent.RunEscalated e) {
    boolean step = open.get(e.ordinal()) instanceof Activation.Step;
    RunState state = open.containsKey(e.ordinal()) ? this : visited(e.node(), e.scope());
    return state
        .opened(e.ordinal(), new Activation.Escalated(e.node(), e.scope(), e.failure(), step))
        .with(control.with((Control.Setback) null));
  }

  private RunState withoutUndoing(int of) {
    for (Map.Entry<Integer, Activation> entry : open.entrySet()) {
      if (entry.getValue() instanceof Activation.Undoes undoes && undoes.of() == of) {
        return without(entry.getKey());
      }
    }
    return this;
  }

  private RunState afterAll(List<Move> moves) {
    RunState state = this;
    for (Move move : moves) {
      state = state.after(move);
    }
    return state;
  }

  private RunState counted(List<Move> moves) {
    long size = bytes;
    for (Move move : moves) {
      size += MoveSize.of(move);
    }
    return new RunState(
        phase, started, vars, open, scopes, nextOrdinal, nextScope, events + 1, size, control);
  }

  /** The state after one more move. */
  RunState after(Move move) {
    boolean falling =
        move instanceof Move.Failed
            || move instanceof Move.Abandoned
            || move instanceof Move.Logged;
    RunState state = Moved.after(move, this);
    return falling || state.control.setback() == null
        ? state
        : state.with(state.control.with((Control.Setback) null));
  }

  Activation activation(int ordinal) {
    return Objects.requireNonNull(open.get(ordinal), () -> "activation " + ordinal);
  }

  Activation.Block block(int ordinal) {
    return (Activation.Block) activation(ordinal);
  }

  RunState in(int number, Scope scope) {
    return withScopes(scopes.plus(number, scope), nextScope);
  }

  RunState visited(String node, int number) {
    return in(number, scope(number).visited(node));
  }

  RunState entered(int number, Scope scope) {
    return withScopes(scopes.plus(number, scope), number + 1);
  }

  RunState withoutScope(int number) {
    return withScopes(scopes.minus(number), nextScope);
  }

  RunState withScopes(PMap<Integer, Scope> changed, int next) {
    return new RunState(
        phase, started, vars, open, changed, nextOrdinal, next, events, bytes, control);
  }

  RunState with(@Nullable Map<String, Payload> set) {
    if (set == null || set.isEmpty()) {
      return this;
    }
    PMap<String, Object> changed = vars;
    for (Map.Entry<String, Payload> entry : set.entrySet()) {
      Object value = entry.getValue().json();
      changed = changed.plus(entry.getKey(), value == null ? NOTHING : value);
    }
    return withVars(changed);
  }

  RunState withVars(PMap<String, Object> changed) {
    return new RunState(
        phase, started, changed, open, scopes, nextOrdinal, nextScope, events, bytes, control);
  }

  RunState with(Control other) {
    return new RunState(
        phase, started, vars, open, scopes, nextOrdinal, nextScope, events, bytes, other);
  }

  RunState in(Phase other) {
    return new RunState(
        other, started, vars, open, scopes, nextOrdinal, nextScope, events, bytes, control);
  }

  RunState opened(int ordinal, Activation activation) {
    return withOpen(open.plus(ordinal, activation), Math.max(nextOrdinal, ordinal + 1));
  }

  RunState replaced(int ordinal, Activation activation) {
    return withOpen(open.plus(ordinal, activation), nextOrdinal);
  }

  RunState without(int ordinal) {
    return withOpen(open.minus(ordinal), nextOrdinal);
  }

  /** A block goes with the scopes it opened; what is open in them was abandoned before. */
  RunState withoutBlock(int ordinal) {
    PMap<Integer, Scope> left = scopes;
    for (Map.Entry<Integer, Scope> entry : scopes.entrySet()) {
      if (entry.getValue().block() == ordinal) {
        left = left.minus(entry.getKey());
      }
    }
    return without(ordinal).withScopes(left, nextScope);
  }

  RunState withOpen(PMap<Integer, Activation> changed, int next) {
    return new RunState(
        phase, started, vars, changed, scopes, next, nextScope, events, bytes, control);
  }

  private RunState ended(Phase end) {
    return new RunState(
        end,
        started,
        vars,
        HashTreePMap.empty(),
        scopes,
        nextOrdinal,
        nextScope,
        events + 1,
        bytes,
        control.with(Control.Hold.NONE));
  }
}
