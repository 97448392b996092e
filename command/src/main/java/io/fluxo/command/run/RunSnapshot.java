package io.fluxo.command.run;

import io.fluxo.command.store.SnapshotType;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.run.Undo;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePVector;

/**
 * Where a run that goes on stands, as it is stored: {@link RunState} with its values as payloads,
 * so that large ones stand apart. Its form may change as it likes, together with the revision.
 *
 * @param steps the effects that were asked for, by ordinal
 * @param parked what waits, by ordinal
 * @param tasks what people were asked for, by ordinal
 * @param blocks the open parallel and for_each nodes, by ordinal
 * @param escalated what waits for a person, by ordinal
 */
record RunSnapshot(
    RunStarted started,
    Map<String, Payload> vars,
    Map<Integer, Activation.Step> steps,
    Map<Integer, Activation.Parked> parked,
    Map<Integer, Activation.Task> tasks,
    Map<Integer, SavedBlock> blocks,
    Map<Integer, Activation.Escalated> escalated,
    Map<Integer, SavedScope> scopes,
    int nextOrdinal,
    int nextScope,
    int events,
    long bytes,
    SavedControl control) {

  static final SnapshotType TYPE = new SnapshotType("flx.run.snapshot", 3, RunSnapshot.class);

  /** {@link Activation.Block}; its items are null for a parallel node. */
  record SavedBlock(
      String node, int scope, Payload items, int entered, Map<String, Payload> results) {

    static SavedBlock of(Activation.Block block) {
      return new SavedBlock(
          block.node(),
          block.scope(),
          Payload.of(block.items()),
          block.entered(),
          payloads(block.results()));
    }

    Activation.Block open() {
      return new Activation.Block(
          node, scope, Activation.Block.list(items), entered, values(results));
    }
  }

  /** {@link Control} of a run under way. */
  record SavedControl(
      @Nullable Instant pausedSince,
      boolean queued,
      List<Control.Token> held,
      List<Undo> effects,
      boolean fellBack,
      int retries,
      @Nullable Instant deadline) {

    static SavedControl of(Control control) {
      return new SavedControl(
          control.hold().since(),
          control.hold().queued(),
          List.copyOf(control.hold().tokens()),
          List.copyOf(control.undoing().effects()),
          control.fellBack(),
          control.retries(),
          control.deadline());
    }

    Control control() {
      Control.Undoing undoing =
          new Control.Undoing(
              TreePVector.from(effects), HashTreePMap.empty(), HashTreePMap.empty(), null);
      return new Control(
          new Control.Hold(pausedSince, queued, TreePVector.from(held)),
          undoing,
          null,
          false,
          fellBack,
          retries,
          deadline);
    }
  }

  /** {@link Scope}. */
  record SavedScope(
      int parent,
      int block,
      String branch,
      Map<String, Payload> outputs,
      Payload last,
      Map<String, Integer> visits,
      Payload error,
      Map<String, String> standsFor) {

    static SavedScope of(Scope scope) {
      return new SavedScope(
          scope.parent(),
          scope.block(),
          scope.branch(),
          payloads(scope.outputs()),
          Payload.of(scope.last()),
          new TreeMap<>(scope.visits()),
          Payload.of(scope.error()),
          new TreeMap<>(scope.standsFor()));
    }

    Scope scope() {
      return new Scope(
          parent,
          block,
          branch,
          values(outputs),
          last.json(),
          HashTreePMap.from(visits),
          error.json() == null ? null : error.object(),
          HashTreePMap.from(standsFor));
    }
  }

  /** What to store of a run that goes on. */
  static RunSnapshot of(RunState state) {
    return new RunSnapshot(
        state.begun(),
        payloads(state.vars()),
        open(state, Activation.Step.class, step -> step),
        open(state, Activation.Parked.class, parked -> parked),
        open(state, Activation.Task.class, task -> task),
        open(state, Activation.Block.class, SavedBlock::of),
        open(state, Activation.Escalated.class, escalated -> escalated),
        changed(state.scopes(), SavedScope::of),
        state.nextOrdinal(),
        state.nextScope(),
        state.events(),
        state.bytes(),
        SavedControl.of(state.control()));
  }

  /** The state as it was. */
  RunState state() {
    PMap<Integer, Activation> open = HashTreePMap.empty();
    open =
        open.plusAll(steps)
            .plusAll(parked)
            .plusAll(tasks)
            .plusAll(escalated)
            .plusAll(changed(blocks, SavedBlock::open));
    return new RunState(
        RunState.Phase.RUNNING,
        started,
        values(vars),
        open,
        HashTreePMap.from(changed(scopes, SavedScope::scope)),
        nextOrdinal,
        nextScope,
        events,
        bytes,
        control.control());
  }

  private static <A extends Activation, T> Map<Integer, T> open(
      RunState state, Class<A> kind, Function<A, T> form) {
    Map<Integer, T> found = new TreeMap<>();
    state
        .open()
        .forEach(
            (ordinal, activation) -> {
              if (kind.isInstance(activation)) {
                found.put(ordinal, form.apply(kind.cast(activation)));
              }
            });
    return found;
  }

  private static <K extends Comparable<K>, A, B> Map<K, B> changed(
      Map<K, A> from, Function<A, B> form) {
    Map<K, B> to = new TreeMap<>();
    from.forEach((key, value) -> to.put(key, form.apply(value)));
    return to;
  }

  private static Map<String, Payload> payloads(Map<String, Object> values) {
    return changed(values, value -> Payload.of(value == RunState.NOTHING ? null : value));
  }

  private static PMap<String, Object> values(Map<String, Payload> payloads) {
    return HashTreePMap.from(changed(payloads, payload -> kept(payload.json())));
  }

  private static Object kept(@Nullable Object value) {
    return value == null ? RunState.NOTHING : value;
  }
}
