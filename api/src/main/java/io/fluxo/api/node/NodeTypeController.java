package io.fluxo.api.node;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.messages.node.NodeType;
import io.fluxo.messages.step.Effect;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of node types, for authors and editors. */
@Tag(name = "Node types")
@RestController
final class NodeTypeController {

  /**
   * A node type.
   *
   * @param branches the branches it may take, {@code "*"} for any that the definition names
   * @param configSchema JSON Schema (2020-12) of its configuration
   */
  record NodeTypeView(
      String type,
      Effect effect,
      String summary,
      Set<String> branches,
      @JsonRawValue String configSchema) {}

  private final List<NodeTypeView> types;

  NodeTypeController(List<NodeType> types) {
    this.types =
        types.stream()
            .map(
                type ->
                    new NodeTypeView(
                        type.type(),
                        type.effect(),
                        type.summary(),
                        type.branches(),
                        type.configSchema()))
            .sorted(Comparator.comparing(NodeTypeView::type))
            .toList();
  }

  @Operation(summary = "Lists the node types with the schemas of their configuration")
  @Requires(Permission.WORKFLOWS_READ)
  @GetMapping("/api/v1/node-types")
  Map<String, List<NodeTypeView>> all() {
    return Map.of("items", types);
  }
}
