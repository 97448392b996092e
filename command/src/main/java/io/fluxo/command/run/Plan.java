package io.fluxo.command.run;

import io.fluxo.command.expression.SecretReferences;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.command.workflow.Definition;
import io.fluxo.command.workflow.NodeDefinition;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.run.WorkflowRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A published version made ready for deciding: each node beside its type.
 *
 * @param ref which version it is
 * @param definition what it says
 * @param nodes its nodes by id
 */
record Plan(WorkflowRef ref, Definition definition, Map<String, Node> nodes) {

  /** The node that stands in for the rest of a run that fails, where the definition names one. */
  static final String FALLBACK = "$fallback";

  /**
   * A node and its type.
   *
   * @param type null where no such type is installed (any more)
   * @param secrets whether its config refers to secrets
   */
  record Node(NodeDefinition definition, @Nullable NodeType type, boolean secrets) {

    static Node of(NodeDefinition definition, @Nullable NodeType type) {
      boolean secrets =
          type != null
              && type.takesSecrets()
              && !SecretReferences.in(definition.config()).isEmpty();
      return new Node(definition, type, secrets);
    }

    String id() {
      return definition.id();
    }

    /** Where a branch leads: the branch's own target, else the plain way on, else nowhere. */
    @Nullable String after(@Nullable String branch) {
      String target = branch == null ? null : definition.branches().get(branch);
      return target == null ? definition.next() : target;
    }
  }

  static Plan of(WorkflowRef ref, Definition definition, NodeTypes types) {
    Map<String, Node> nodes = HashMap.newHashMap(definition.nodes().size());
    for (NodeDefinition node : definition.nodes()) {
      nodes.put(node.id(), Node.of(node, types.find(node.type())));
    }
    String standIn = definition.settings().fallback().workflow();
    if (standIn != null) {
      nodes.put(FALLBACK, Node.of(fallback(standIn), types.find("sub_workflow")));
    }
    return new Plan(ref, definition, nodes);
  }

  private static NodeDefinition fallback(String workflow) {
    Map<String, Object> input =
        Map.of(
            "run", "${run.id}",
            "workflow", "${run.workflow}",
            "error", "${error}",
            "input", "${input}",
            "vars", "${vars}");
    return new NodeDefinition(
        FALLBACK,
        "sub_workflow",
        null,
        Map.of("workflow", workflow, "input", input),
        null,
        Map.of(),
        null,
        null,
        null,
        null);
  }

  /** The region that the node belongs to. */
  String region(String node) {
    return PlanRegions.of(definition).getOrDefault(node, PlanRegions.TOP);
  }

  boolean isTrigger(String node) {
    NodeDefinition found = definition.byId().get(node);
    return found != null && found.isTrigger();
  }

  Node node(String id) {
    return Objects.requireNonNull(nodes.get(id), () -> "node " + id);
  }
}
