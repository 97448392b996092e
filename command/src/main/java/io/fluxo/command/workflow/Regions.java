package io.fluxo.command.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Block structure. Each branch of a {@code parallel} and the body of a {@code for_each} is a region
 * of its own; the rest is the top region. A node belongs to one region, and the only way over a
 * border is through the block itself, or from inside to the handler at the top: so a block always
 * knows when all of its parts have ended.
 */
final class Regions {

  private record Region(String name, List<Reference> entries) {}

  private final Graph graph;
  private final Problems problems;
  private final @Nullable String[] regionOf;
  private final Deque<Region> open = new ArrayDeque<>();

  private Regions(Graph graph, Problems problems) {
    this.graph = graph;
    this.problems = problems;
    this.regionOf = new String[graph.nodes().size()];
  }

  static void check(Graph graph, Problems problems) {
    Regions regions = new Regions(graph, problems);
    regions.open.add(new Region("the top level", regions.entries()));
    while (!regions.open.isEmpty()) {
      regions.walk(regions.open.remove());
    }
    regions.checkReached();
  }

  private List<Reference> entries() {
    List<Reference> entries = new ArrayList<>(Reference.ofTop(graph.definition()));
    for (int i = 0; i < graph.nodes().size(); i++) {
      NodeDefinition node = graph.nodes().get(i);
      if (Triggers.TYPES.contains(node.type())) {
        entries.add(new Reference(Pointers.join("/nodes", i), i, Reference.Kind.START, node.id()));
      }
    }
    return entries;
  }

  private void walk(Region region) {
    Deque<Reference> todo = new ArrayDeque<>(region.entries());
    while (!todo.isEmpty()) {
      Reference reference = todo.remove();
      int target = graph.indexOf(reference.to());
      if (target < 0) {
        continue; // already told
      }
      String owner = regionOf[target];
      if (owner == null) {
        regionOf[target] = region.name();
        leave(target, todo);
      } else if (!owner.equals(region.name()) && !isTopHandler(reference)) {
        problems.add(
            reference.pointer(),
            "The node '%s' belongs to %s and cannot be reached from %s"
                .formatted(reference.to(), owner, region.name()),
            "a node of " + region.name());
      }
    }
  }

  private boolean isTopHandler(Reference reference) {
    return reference.kind() == Reference.Kind.HANDLER
        && reference.to().equals(graph.definition().settings().onError());
  }

  private void leave(int node, Deque<Reference> todo) {
    for (Reference reference : graph.references(node)) {
      if (reference.kind() == Reference.Kind.COMPENSATE) {
        continue;
      }
      if (reference.kind() == Reference.Kind.BRANCH && graph.isBlock(node)) {
        String branch =
            Pointers.unescape(
                reference.pointer().substring(reference.pointer().lastIndexOf('/') + 1));
        String name = "branch '%s' of '%s'".formatted(branch, graph.nodes().get(node).id());
        open.add(new Region(name, List.of(reference)));
      } else {
        todo.add(reference);
      }
    }
  }

  private void checkReached() {
    Set<String> undoing = new HashSet<>();
    graph
        .nodes()
        .forEach(
            node -> {
              if (node.compensate() != null) {
                undoing.add(node.compensate());
              }
            });
    for (int i = 0; i < regionOf.length; i++) {
      String id = graph.nodes().get(i).id();
      if (regionOf[i] == null && graph.indexOf(id) == i && !undoing.contains(id)) {
        problems.add(
            Pointers.join("/nodes", i),
            "The node '" + id + "' is never reached",
            "a node that names it in next, branches, onError or fallback");
      }
    }
  }
}
