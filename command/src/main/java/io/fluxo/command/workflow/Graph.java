package io.fluxo.command.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a definition and what they name; reports what does not exist or is not allowed. */
final class Graph {

  static final Set<String> BLOCKS = Set.of("parallel", "for_each");

  private final Definition definition;
  private final Map<String, Integer> indexes = new HashMap<>();

  private Graph(Definition definition) {
    this.definition = definition;
  }

  static Graph check(Definition definition, Problems problems) {
    Graph graph = new Graph(definition);
    graph.index(problems);
    graph.checkReferences(problems);
    return graph;
  }

  private void index(Problems problems) {
    for (int i = 0; i < definition.nodes().size(); i++) {
      String id = definition.nodes().get(i).id();
      if (id.isEmpty()) {
        continue; // already told
      }
      Integer before = indexes.putIfAbsent(id, i);
      if (before != null) {
        problems.add(
            Pointers.join("/nodes", i) + "/id",
            "The id '" + id + "' is also that of /nodes/" + before,
            "an id that no other node has");
      }
    }
  }

  private void checkReferences(Problems problems) {
    List<Reference> references = new ArrayList<>(Reference.ofTop(definition));
    for (int i = 0; i < definition.nodes().size(); i++) {
      references.addAll(Reference.of(definition.nodes().get(i), i));
    }
    for (Reference reference : references) {
      Integer target = indexes.get(reference.to());
      if (target == null) {
        problems.add(
            reference.pointer(), "There is no node '" + reference.to() + "'", "the id of a node");
      } else if (reference.kind() != Reference.Kind.START
          && Triggers.TYPES.contains(definition.nodes().get(target).type())) {
        problems.add(
            reference.pointer(),
            "The node '" + reference.to() + "' is a trigger",
            "a node that is no trigger");
      }
    }
  }

  List<NodeDefinition> nodes() {
    return definition.nodes();
  }

  Definition definition() {
    return definition;
  }

  /** The index of the node, -1 when there is none. */
  int indexOf(String id) {
    return indexes.getOrDefault(id, -1);
  }

  boolean isBlock(int index) {
    return BLOCKS.contains(definition.nodes().get(index).type());
  }

  List<Reference> references(int index) {
    return Reference.of(definition.nodes().get(index), index);
  }
}
