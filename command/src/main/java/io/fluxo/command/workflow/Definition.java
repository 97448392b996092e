package io.fluxo.command.workflow;

import io.fluxo.messages.workflow.WorkflowId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A valid definition of a workflow.
 *
 * @param start the id of the node at which a run begins that no trigger node started
 * @param input JSON Schema of the input, null for any
 * @param output template of the run's output, null for the output of the node that ended the run
 * @param nodes in the order of the text
 */
public record Definition(
    WorkflowId id,
    String name,
    @Nullable String description,
    Settings settings,
    @Nullable Map<String, Object> input,
    @Nullable Object output,
    String start,
    List<NodeDefinition> nodes) {

  /** The nodes by id, in the order of the text. */
  public Map<String, NodeDefinition> byId() {
    Map<String, NodeDefinition> byId = LinkedHashMap.newLinkedHashMap(nodes.size());
    nodes.forEach(node -> byId.put(node.id(), node));
    return byId;
  }

  /** The node with the id, which must exist. */
  public NodeDefinition node(String id) {
    return Objects.requireNonNull(byId().get(id), () -> "node " + id);
  }
}
