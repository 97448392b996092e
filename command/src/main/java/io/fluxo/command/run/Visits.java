package io.fluxo.command.run;

import io.fluxo.messages.node.Evaluation;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.node.PureInput;
import io.fluxo.messages.node.PureNode;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.util.HashMap;
import java.util.Map;

/** What a run does at a node: evaluates it, is steered by it, or asks for its effect. */
final class Visits {

  private Visits() {}

  static void visit(Advance run, Plan.Node node, int scope) {
    int visits = run.state().scope(scope).visits(node.id());
    if (visits >= run.plan().definition().settings().maxVisits()) {
      run.fail(
          0,
          node,
          scope,
          Failure.permanent(
              Failure.LOOP_GUARD,
              "Node '%s' was visited %d times: raise settings.maxVisits or end the loop"
                  .formatted(node.id(), visits)));
      return;
    }
    NodeType type = node.type();
    if (type == null) {
      run.fail(
          0,
          node,
          scope,
          Failure.permanent(
              Failure.UNKNOWN_NODE_TYPE,
              "No node type '%s' is installed".formatted(node.definition().type())));
      return;
    }
    try {
      if (type instanceof PureNode pure) {
        evaluate(run, node, pure, scope);
      } else if (!Controls.visit(run, node, scope)) {
        Effects.ask(run, node, type, scope);
      }
    } catch (NodeFailure failure) {
      run.fail(0, node, scope, failure.failure());
    }
  }

  private static void evaluate(Advance run, Plan.Node node, PureNode pure, int scope)
      throws NodeFailure {
    Map<String, Object> names = Names.of(run.plan(), run.state(), scope);
    Evaluation result =
        pure.evaluate(
            new PureInput(
                NodeConfig.of(node, pure, run.expressions(), names, null),
                names,
                run.expressions()));
    run.limits().check(result.output());
    Map<String, Payload> set = null;
    if (!result.set().isEmpty()) {
      set = HashMap.newHashMap(result.set().size());
      for (Map.Entry<String, Object> entry : result.set().entrySet()) {
        run.limits().check(entry.getValue());
        set.put(entry.getKey(), Payload.of(entry.getValue()));
      }
    }
    for (Evaluation.Line line : result.log()) {
      run.move(
          new Move.Logged(
              node.id(),
              line.level(),
              line.message(),
              line.data() == null ? null : Payload.of(line.data())));
    }
    String branch = result.branch();
    if ("invalid".equals(branch) && node.after(branch) == null) {
      throw new NodeFailure(
          Failure.permanent(
              Failure.INVALID_DATA, "The data at node '%s' is not valid".formatted(node.id())));
    }
    run.move(new Move.Evaluated(node.id(), scope, Payload.of(result.output()), branch, set));
    run.follow(node, branch, scope);
  }
}
