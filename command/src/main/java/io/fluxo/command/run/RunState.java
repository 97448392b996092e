package io.fluxo.command.run;

import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.JsonSize;
import io.fluxo.messages.value.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
    RunState state = moved(move);
    return falling || state.control.setback() == null
        ? state
        : state.with(state.control.with((Control.Setback) null));
  }

  private RunState moved(Move move) {
    return switch (move) {
      case Move.Evaluated m ->
          in(m.scope(), scope(m.scope()).visited(m.node()).gave(m.node(), m.output().json()))
              .with(m.set());
      case Move.Scheduled m ->
          opened(m.ordinal(), new Activation.Step(m.node(), m.scope()))
              .visited(m.node(), m.scope());
      case Move.Parked m ->
          opened(
                  m.ordinal(),
                  new Activation.Parked(m.node(), m.scope(), m.due(), m.event(), m.correlation()))
              .visited(m.node(), m.scope());
      case Move.Opened m ->
          opened(m.ordinal(), Activation.Block.opened(m.node(), m.scope(), m.items()))
              .visited(m.node(), m.scope());
      case Move.Resumed m -> {
        Activation was = activation(m.ordinal());
        yield without(m.ordinal())
            .in(was.scope(), scope(was.scope()).gave(was.node(), m.output().json()));
      }
      case Move.Failed m -> {
        RunState state = m.ordinal() > 0 ? without(m.ordinal()) : visited(m.node(), m.scope());
        if (m.handler() != null) {
          yield state.in(m.scope(), state.scope(m.scope()).failed(asData(m.node(), m.failure())));
        }
        yield control.setback() != null
            ? state
            : state.with(control.with(new Control.Setback(this, m.ordinal(), m.node(), m.scope())));
      }
      case Move.Entered m -> {
        Activation.Block block = block(m.block());
        yield replaced(m.block(), block.withEntered())
            .entered(m.scope(), Scope.inside(block.scope(), m.block(), m.branch()));
      }
      case Move.Left m -> {
        Scope left = scope(m.scope());
        Object result = m.result().json();
        yield replaced(
                left.block(),
                block(left.block()).withResult(left.branch(), result == null ? NOTHING : result))
            .withoutScope(m.scope());
      }
      case Move.Closed m -> {
        Activation.Block block = block(m.ordinal());
        yield withoutBlock(m.ordinal())
            .in(block.scope(), scope(block.scope()).gave(block.node(), output(block)));
      }
      case Move.Abandoned m ->
          open.get(m.ordinal()) instanceof Activation.Block
              ? withoutBlock(m.ordinal())
              : without(m.ordinal());
      case Move.Logged m -> this;
      case Move.Held m ->
          with(control.with(control.hold().with(new Control.Token(m.node(), m.scope()))));
      case Move.FellBack m -> fellBack(m);
      case Move.Compensable m -> with(control.with(control.undoing().with(m.undo())));
      case Move.Undoing m ->
          opened(m.ordinal(), new Activation.Undoes(m.node(), m.of()))
              .with(control.with(control.undoing().again(m.of())));
      case Move.Spent m -> with(control.spent(m.retries()));
      case Move.Queued m -> with(control.with(control.hold().queueing(true)));
      case Move.Admitted m -> {
        Control.Hold hold = control.hold().queueing(false);
        yield with(control.with(hold.holds() ? hold : hold.released()));
      }
    };
  }

  private RunState fellBack(Move.FellBack m) {
    RunState state = m.ordinal() > 0 ? without(m.ordinal()) : visited(m.node(), m.scope());
    String to = m.to();
    if (to == null) {
      Object output = m.output() == null ? null : m.output().json();
      return state.in(m.scope(), state.scope(m.scope()).gave(m.node(), output));
    }
    RunState failed =
        state.in(m.scope(), state.scope(m.scope()).failed(asData(m.node(), m.failure())));
    return to.equals(Plan.FALLBACK)
        ? failed.with(control.fallingBack())
        : failed.in(m.scope(), failed.scope(m.scope()).standIn(to, m.node()));
  }

  Activation activation(int ordinal) {
    return Objects.requireNonNull(open.get(ordinal), () -> "activation " + ordinal);
  }

  Activation.Block block(int ordinal) {
    return (Activation.Block) activation(ordinal);
  }

  private static Map<String, Object> asData(String node, Failure failure) {
    return Map.of("errorClass", failure.errorClass(), "message", failure.message(), "node", node);
  }

  /** The results in the order of the items, or by branch. */
  private static Object output(Activation.Block block) {
    if (block.items() == null) {
      Map<String, Object> byBranch = new TreeMap<>();
      block.results().forEach((branch, result) -> byBranch.put(branch, plain(result)));
      return byBranch;
    }
    List<Object> ordered = new ArrayList<>(block.items().size());
    for (int i = 0; i < block.items().size(); i++) {
      ordered.add(plain(block.results().get(Integer.toString(i))));
    }
    return ordered;
  }

  @SuppressWarnings("NullAway") // JSON trees may hold nulls
  private static Object plain(@Nullable Object kept) {
    return kept == NOTHING ? null : kept;
  }

  RunState in(int number, Scope scope) {
    return withScopes(scopes.plus(number, scope), nextScope);
  }

  private RunState visited(String node, int number) {
    return in(number, scope(number).visited(node));
  }

  private RunState entered(int number, Scope scope) {
    return withScopes(scopes.plus(number, scope), number + 1);
  }

  private RunState withoutScope(int number) {
    return withScopes(scopes.minus(number), nextScope);
  }

  RunState withScopes(PMap<Integer, Scope> changed, int next) {
    return new RunState(
        phase, started, vars, open, changed, nextOrdinal, next, events, bytes, control);
  }

  private RunState with(@Nullable Map<String, Payload> set) {
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

  private RunState opened(int ordinal, Activation activation) {
    return withOpen(open.plus(ordinal, activation), Math.max(nextOrdinal, ordinal + 1));
  }

  RunState replaced(int ordinal, Activation activation) {
    return withOpen(open.plus(ordinal, activation), nextOrdinal);
  }

  RunState without(int ordinal) {
    return withOpen(open.minus(ordinal), nextOrdinal);
  }

  /** A block goes with the scopes it opened; what is open in them was abandoned before. */
  private RunState withoutBlock(int ordinal) {
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
