package io.fluxo.command.run;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fork and join: parallel branches and for_each items. */
final class Blocks {

  private Blocks() {}

  static void fork(Advance run, Plan.Node node, int scope) {
    int block = run.state().nextOrdinal();
    run.move(new Move.Opened(block, node.id(), scope, Payload.NULL));
    for (Map.Entry<String, String> branch : node.definition().branches().entrySet()) {
      int inside = run.state().nextScope();
      run.move(new Move.Entered(inside, block, branch.getKey()));
      run.enter(branch.getValue(), inside);
    }
  }

  static void each(Advance run, Plan.Node node, int scope) throws NodeFailure {
    Object items =
        run.expressions()
            .resolve(
                node.definition().config().get("items"), Names.of(run.plan(), run.state(), scope));
    if (!(items instanceof List<?> list)) {
      throw new NodeFailure(
          Failure.permanent(
              Failure.INVALID_DATA,
              "Expected the items of node '%s' to be a list".formatted(node.id())));
    }
    int block = run.state().nextOrdinal();
    run.move(new Move.Opened(block, node.id(), scope, Payload.of(list)));
    if (list.isEmpty()) {
      run.close(block);
      return;
    }
    int first = Math.min(concurrency(node), list.size());
    for (int i = 0; i < first; i++) {
      enterNext(run, block, node);
    }
  }

  /** Decides, after a branch or item came to its end, whether its block is done. */
  static void joined(Advance run, int ordinal) {
    Activation.Block block = run.state().block(ordinal);
    Plan.Node node = run.plan().node(block.node());
    if (block.items() == null) {
      if (block.results().size() >= needed(node)) {
        run.close(ordinal);
      }
    } else if (block.entered() < block.items().size()) {
      enterNext(run, ordinal, node);
    } else if (block.results().size() == block.items().size()) {
      run.close(ordinal);
    }
  }

  private static void enterNext(Advance run, int block, Plan.Node node) {
    int inside = run.state().nextScope();
    run.move(new Move.Entered(inside, block, Integer.toString(run.state().block(block).entered())));
    String body = node.definition().branches().get("body");
    if (body != null) {
      run.enter(body, inside);
    }
  }

  private static int concurrency(Plan.Node node) {
    return node.definition().config().get("concurrency") instanceof Number n ? n.intValue() : 1;
  }

  private static int needed(Plan.Node node) {
    int all = node.definition().branches().size();
    @Nullable Object join = node.definition().config().get("join");
    if ("any".equals(join)) {
      return 1;
    }
    if (join instanceof Map<?, ?> count && count.get("atLeast") instanceof Number n) {
      return Math.min(all, n.intValue());
    }
    return all;
  }
}
