package io.fluxo.command.workflow;

import io.fluxo.command.node.NodeTypes;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks nodes against the types that are installed. */
final class NodeTypeCheck {

  private final NodeTypes types;
  private final ConfigCheck configs = new ConfigCheck();

  NodeTypeCheck(NodeTypes types) {
    this.types = types;
  }

  void check(Definition definition, Problems problems) {
    SecretCheck secrets = new SecretCheck(problems);
    secrets.output(definition.output());
    for (int i = 0; i < definition.nodes().size(); i++) {
      NodeDefinition node = definition.nodes().get(i);
      if (node.type().isEmpty()) {
        continue; // already told
      }
      String pointer = Pointers.join("/nodes", i);
      NodeType type = types.find(node.type());
      if (type == null) {
        problems.add(
            pointer + "/type",
            "There is no node type '" + node.type() + "'",
            "one of " + types.all().stream().map(NodeType::type).collect(Collectors.joining(", ")));
        continue;
      }
      configs.check(type, node.config(), pointer + "/config", problems);
      secrets.node(type, node, pointer);
      branches(type, node, pointer, problems);
      undoing(definition, node, pointer, problems);
    }
  }

  /** What undoes an effect is executed alone, as a step of its own. */
  private void undoing(
      Definition definition, NodeDefinition node, String pointer, Problems problems) {
    NodeDefinition undoing =
        node.compensate() == null ? null : definition.byId().get(node.compensate());
    NodeType type = undoing == null ? null : types.find(undoing.type());
    boolean acts =
        type != null && (type.effect() == Effect.IDEMPOTENT || type.effect() == Effect.ONCE);
    if (undoing != null && type != null && !acts) {
      problems.add(
          pointer + "/compensate",
          "The node '" + undoing.id() + "' has no effect",
          "a node that acts outside of the workflow");
    }
  }

  private static void branches(
      NodeType type, NodeDefinition node, String pointer, Problems problems) {
    Set<String> allowed = new TreeSet<>(type.branches());
    if (!allowed.contains("*")) {
      for (String name : node.branches().keySet()) {
        if (!allowed.contains(name)) {
          problems.addKey(
              Pointers.join(pointer + "/branches", name),
              "The type " + type.type() + " has no branch '" + name + "'",
              allowed.isEmpty() ? "no branches" : "one of " + String.join(", ", allowed));
        }
      }
    }
    if (node.type().equals("parallel") && node.branches().isEmpty()) {
      problems.add(pointer, "The node has no branches", "at least one branch");
    }
    if (node.type().equals("for_each") && !node.branches().keySet().equals(Set.of("body"))) {
      problems.add(pointer, "The node needs the branch 'body' and no other", "branches: {body: …}");
    }
  }
}
