package io.fluxo.command.run;

import io.fluxo.command.workflow.Definition;
import io.fluxo.command.workflow.NodeDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which region each node of a published definition belongs to: the top level, or a branch. */
final class PlanRegions {

  static final String TOP = "the top level";

  private static final Set<String> BLOCKS = Set.of("parallel", "for_each");

  private PlanRegions() {}

  static String name(String branch, String block) {
    return "branch '%s' of '%s'".formatted(branch, block);
  }

  /** The regions by node. What nothing but a branch of a block leads to is inside of it. */
  static Map<String, String> of(Definition definition) {
    Map<String, NodeDefinition> nodes = definition.byId();
    Map<String, String> regions = new HashMap<>();
    for (NodeDefinition block : definition.nodes()) {
      if (BLOCKS.contains(block.type())) {
        block
            .branches()
            .forEach((branch, first) -> walk(name(branch, block.id()), first, definition, regions));
      }
    }
    nodes.keySet().forEach(id -> regions.putIfAbsent(id, TOP));
    return regions;
  }

  private static void walk(
      String region, String first, Definition definition, Map<String, String> found) {
    Map<String, NodeDefinition> nodes = definition.byId();
    Deque<String> todo = new ArrayDeque<>(List.of(first));
    while (!todo.isEmpty()) {
      NodeDefinition node = nodes.get(todo.remove());
      boolean handlesAll = node != null && node.id().equals(definition.settings().onError());
      if (node != null && !handlesAll && found.putIfAbsent(node.id(), region) == null) {
        todo.addAll(ways(node));
      }
    }
  }

  private static List<String> ways(NodeDefinition node) {
    List<String> ways = new ArrayList<>();
    if (node.next() != null) {
      ways.add(node.next());
    }
    if (!BLOCKS.contains(node.type())) {
      ways.addAll(node.branches().values());
    }
    if (node.onError() != null) {
      ways.add(node.onError());
    }
    if (node.fallback() != null && node.fallback().get("node") instanceof String other) {
      ways.add(other);
    }
    return ways;
  }
}
