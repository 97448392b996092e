package io.fluxo.command.run;

import io.fluxo.command.store.SnapshotType;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.value.Payload;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Where a run that goes on stands, as it is stored: {@link RunState} with its values as payloads,
 * so that large ones stand apart. Its form may change as it likes, together with the revision.
 *
 * @param steps the effects that were asked for, by ordinal
 * @param parked what waits, by ordinal
 * @param blocks the open parallel and for_each nodes, by ordinal
 */
record RunSnapshot(
    RunStarted started,
    Map<String, Payload> vars,
    Map<Integer, Activation.Step> steps,
    Map<Integer, Activation.Parked> parked,
    Map<Integer, SavedBlock> blocks,
    Map<Integer, SavedScope> scopes,
    int nextOrdinal,
    int nextScope,
    int events,
    long bytes) {

  static final SnapshotType TYPE = new SnapshotType("flx.run.snapshot", 1, RunSnapshot.class);

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

  /** {@link Scope}. */
  record SavedScope(
      int parent,
      int block,
      String branch,
      Map<String, Payload> outputs,
      Payload last,
      Map<String, Integer> visits,
      Payload error) {

    static SavedScope of(Scope scope) {
      return new SavedScope(
          scope.parent(),
          scope.block(),
          scope.branch(),
          payloads(scope.outputs()),
          Payload.of(scope.last()),
          new TreeMap<>(scope.visits()),
          Payload.of(scope.error()));
    }

    Scope scope() {
      return new Scope(
          parent,
          block,
          branch,
          values(outputs),
          last.json(),
          HashTreePMap.from(visits),
          error.json() == null ? null : error.object());
    }
  }

  /** What to store of a run that goes on. */
  static RunSnapshot of(RunState state) {
    return new RunSnapshot(
        state.begun(),
        payloads(state.vars()),
        open(state, Activation.Step.class, step -> step),
        open(state, Activation.Parked.class, parked -> parked),
        open(state, Activation.Block.class, SavedBlock::of),
        changed(state.scopes(), SavedScope::of),
        state.nextOrdinal(),
        state.nextScope(),
        state.events(),
        state.bytes());
  }

  /** The state as it was. */
  RunState state() {
    PMap<Integer, Activation> open = HashTreePMap.empty();
    open = open.plusAll(steps).plusAll(parked).plusAll(changed(blocks, SavedBlock::open));
    return new RunState(
        RunState.Phase.RUNNING,
        started,
        values(vars),
        open,
        HashTreePMap.from(changed(scopes, SavedScope::scope)),
        nextOrdinal,
        nextScope,
        events,
        bytes);
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
