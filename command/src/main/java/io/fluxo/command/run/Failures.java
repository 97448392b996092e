package io.fluxo.command.run;

import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who takes over a failure, in this order: the node's own fallback, its handler, those of the
 * blocks around it, the handler of the run, the workflow that stands in for the run, a person.
 * Where nobody does, what was done is undone and the run fails.
 */
final class Failures {

  private Failures() {}

  static void take(Advance run, int ordinal, Plan.Node node, int scope, Failure failure) {
    if (fellBack(run, ordinal, node, scope, failure)) {
      return;
    }
    String handler = handler(run, node, scope);
    if (handler != null) {
      run.move(new Move.Failed(ordinal, node.id(), scope, failure, handler));
      run.enter(handler, scope);
    } else if (asksAPerson(run, node, scope)) {
      int waiting = ordinal > 0 ? ordinal : run.state().nextOrdinal();
      run.record(new RunEvent.RunEscalated(waiting, node.id(), scope, failure));
    } else {
      run.move(new Move.Failed(ordinal, node.id(), scope, failure, null));
      outwards(run, node, scope, failure, false);
    }
  }

  /** Fails with what was laid before a person, who gave it up. */
  static void giveUp(Advance run, int ordinal, Activation.Escalated open) {
    run.move(new Move.Failed(ordinal, open.node(), open.scope(), open.failure(), null));
    outwards(run, run.plan().node(open.node()), open.scope(), open.failure(), true);
  }

  private static void outwards(
      Advance run, Plan.Node node, int scope, Failure failure, boolean givenUp) {
    if (scope != 0) {
      int block = run.state().scope(scope).block();
      Activation.Block around = run.state().block(block);
      run.abandonInside(block);
      run.move(new Move.Abandoned(block));
      Plan.Node outer = run.plan().node(around.node());
      if (givenUp) {
        run.move(new Move.Failed(0, outer.id(), around.scope(), failure, null));
        outwards(run, outer, around.scope(), failure, true);
      } else {
        take(run, 0, outer, around.scope(), failure);
      }
    } else if (standsIn(run)) {
      run.move(new Move.FellBack(0, node.id(), 0, failure, null, Plan.FALLBACK));
      run.enter(Plan.FALLBACK, 0);
    } else {
      Endings.finish(run, EndCause.failed(node.id(), failure));
    }
  }

  /**
   * A fallback serves once for each visit: what stands in for a node has no fallback but its own.
   */
  private static boolean fellBack(
      Advance run, int ordinal, Plan.Node node, int scope, Failure failure) {
    Map<String, Object> fallback = node.definition().fallback();
    if (fallback == null) {
      return false;
    }
    if (fallback.get("node") instanceof String other) {
      run.move(new Move.FellBack(ordinal, node.id(), scope, failure, null, other));
      run.enter(other, scope);
    } else {
      Payload output = Payload.of(fallback.get("output"));
      run.move(new Move.FellBack(ordinal, node.id(), scope, failure, output, null));
      run.follow(node, null, scope);
    }
    return true;
  }

  private static @Nullable String handler(Advance run, Plan.Node node, int scope) {
    String own = node.definition().onError();
    if (own != null || scope != 0) {
      return own;
    }
    String last = run.plan().definition().settings().onError();
    boolean usable =
        last != null && !last.equals(node.id()) && run.state().scope(0).visits(last) == 0;
    return usable ? last : null;
  }

  private static boolean standsIn(Advance run) {
    return run.plan().nodes().containsKey(Plan.FALLBACK) && !run.state().control().fellBack();
  }

  /** Whether a person is the next to ask: nothing further out takes the failure over. */
  private static boolean asksAPerson(Advance run, Plan.Node node, int scope) {
    if (!run.plan().definition().settings().fallback().escalates() || standsIn(run)) {
      return false;
    }
    for (int at = scope; at != 0; at = run.state().scope(at).parent()) {
      Plan.Node around = run.plan().node(run.state().block(run.state().scope(at).block()).node());
      if (around.definition().fallback() != null || around.definition().onError() != null) {
        return false;
      }
    }
    return scope == 0 || handler(run, node, 0) == null || node.definition().onError() != null;
  }
}
