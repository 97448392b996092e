package io.fluxo.command.run;

import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A visit of a node, as the history tells it.
 *
 * @param ordinal its activation, 0 for a pure node
 * @param before the state right before it
 */
record Visit(int ordinal, String node, int scope, RunState before) {

  /**
   * Finds a visit by its activation, or the last one of a node.
   *
   * @param history all events of the run
   */
  static @Nullable Visit find(
      List<RunEvent> history, @Nullable Integer ordinal, @Nullable String node) {
    RunState state = RunState.INITIAL;
    Visit found = null;
    for (RunEvent event : history) {
      if (event instanceof RunEvent.RunAdvanced advanced) {
        for (Move move : advanced.moves()) {
          Visit visit = of(move, state);
          boolean wanted =
              visit != null
                  && (ordinal == null || visit.ordinal == ordinal)
                  && (node == null || visit.node.equals(node));
          found = wanted ? visit : found;
          state = state.after(move);
        }
      } else {
        if (event instanceof RunEvent.RunEscalated e
            && !state.open().containsKey(e.ordinal())
            && (ordinal == null || ordinal == e.ordinal())
            && (node == null || node.equals(e.node()))) {
          found = new Visit(e.ordinal(), e.node(), e.scope(), state);
        }
        state = state.after(event);
      }
    }
    return found;
  }

  private static @Nullable Visit of(Move move, RunState before) {
    return switch (move) {
      case Move.Scheduled m -> new Visit(m.ordinal(), m.node(), m.scope(), before);
      case Move.Parked m -> new Visit(m.ordinal(), m.node(), m.scope(), before);
      case Move.Asked m -> new Visit(m.ordinal(), m.node(), m.scope(), before);
      case Move.Opened m -> new Visit(m.ordinal(), m.node(), m.scope(), before);
      case Move.Evaluated m -> new Visit(0, m.node(), m.scope(), before);
      case Move.Failed m -> m.ordinal() == 0 ? new Visit(0, m.node(), m.scope(), before) : null;
      default -> null;
    };
  }
}
