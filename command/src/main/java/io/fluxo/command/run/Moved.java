package io.fluxo.command.run;

import io.fluxo.messages.run.Move;
import io.fluxo.messages.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What becomes of a run's state by one move. */
final class Moved {

  private Moved() {}

  static RunState after(Move move, RunState was) {
    return switch (move) {
      case Move.Evaluated m ->
          was.in(
                  m.scope(),
                  was.scope(m.scope()).visited(m.node()).gave(m.node(), m.output().json()))
              .with(m.set());
      case Move.Scheduled m ->
          was.opened(m.ordinal(), new Activation.Step(m.node(), m.scope()))
              .visited(m.node(), m.scope());
      case Move.Parked m ->
          was.opened(
                  m.ordinal(),
                  new Activation.Parked(m.node(), m.scope(), m.due(), m.event(), m.correlation()))
              .visited(m.node(), m.scope());
      case Move.Asked m ->
          was.opened(m.ordinal(), new Activation.Task(m.node(), m.scope()))
              .visited(m.node(), m.scope());
      case Move.Opened m ->
          was.opened(m.ordinal(), Activation.Block.opened(m.node(), m.scope(), m.items()))
              .visited(m.node(), m.scope());
      case Move.Resumed m -> {
        Activation ended = was.activation(m.ordinal());
        yield was.without(m.ordinal())
            .in(ended.scope(), was.scope(ended.scope()).gave(ended.node(), m.output().json()));
      }
      case Move.Failed m -> {
        RunState state =
            m.ordinal() > 0 ? was.without(m.ordinal()) : was.visited(m.node(), m.scope());
        if (m.handler() != null) {
          yield state.in(m.scope(), state.scope(m.scope()).failed(asData(m.node(), m.failure())));
        }
        yield was.control().setback() != null
            ? state
            : state.with(
                was.control().with(new Control.Setback(was, m.ordinal(), m.node(), m.scope())));
      }
      case Move.Entered m -> {
        Activation.Block block = was.block(m.block());
        yield was.replaced(m.block(), block.withEntered())
            .entered(m.scope(), Scope.inside(block.scope(), m.block(), m.branch()));
      }
      case Move.Left m -> {
        Scope left = was.scope(m.scope());
        Object result = m.result().json();
        yield was.replaced(
                left.block(),
                was.block(left.block())
                    .withResult(left.branch(), result == null ? RunState.NOTHING : result))
            .withoutScope(m.scope());
      }
      case Move.Closed m -> {
        Activation.Block block = was.block(m.ordinal());
        yield was.withoutBlock(m.ordinal())
            .in(block.scope(), was.scope(block.scope()).gave(block.node(), output(block)));
      }
      case Move.Abandoned m ->
          was.open().get(m.ordinal()) instanceof Activation.Block
              ? was.withoutBlock(m.ordinal())
              : was.without(m.ordinal());
      case Move.Logged m -> was;
      case Move.Held m ->
          was.with(
              was.control()
                  .with(was.control().hold().with(new Control.Token(m.node(), m.scope()))));
      case Move.FellBack m -> fellBack(m, was);
      case Move.Compensable m ->
          was.with(was.control().with(was.control().undoing().with(m.undo())));
      case Move.Undoing m ->
          was.opened(m.ordinal(), new Activation.Undoes(m.node(), m.of()))
              .with(was.control().with(was.control().undoing().again(m.of())));
      case Move.Spent m -> was.with(was.control().spent(m.retries()));
      case Move.Queued m -> was.with(was.control().with(was.control().hold().queueing(true)));
      case Move.Admitted m -> {
        Control.Hold hold = was.control().hold().queueing(false);
        yield was.with(was.control().with(hold.holds() ? hold : hold.released()));
      }
    };
  }

  private static RunState fellBack(Move.FellBack m, RunState was) {
    RunState state = m.ordinal() > 0 ? was.without(m.ordinal()) : was.visited(m.node(), m.scope());
    String to = m.to();
    if (to == null) {
      Object output = m.output() == null ? null : m.output().json();
      return state.in(m.scope(), state.scope(m.scope()).gave(m.node(), output));
    }
    RunState failed =
        state.in(m.scope(), state.scope(m.scope()).failed(asData(m.node(), m.failure())));
    return to.equals(Plan.FALLBACK)
        ? failed.with(was.control().fallingBack())
        : failed.in(m.scope(), failed.scope(m.scope()).standIn(to, m.node()));
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
    return kept == RunState.NOTHING ? null : kept;
  }
}
