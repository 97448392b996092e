package io.fluxo.command.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A place in a definition that names a node.
 *
 * @param from the index of the node that names it, -1 for the definition itself
 */
record Reference(String pointer, int from, Kind kind, String to) {

  /** What the naming node wants of the other. */
  enum Kind {
    START,
    TOP_HANDLER,
    NEXT,
    BRANCH,
    HANDLER,
    FALLBACK,
    COMPENSATE
  }

  /** The references of the definition itself. */
  static List<Reference> ofTop(Definition definition) {
    List<Reference> references = new ArrayList<>();
    if (!definition.start().isEmpty()) {
      references.add(new Reference("/start", -1, Kind.START, definition.start()));
    }
    String handler = definition.settings().onError();
    if (handler != null) {
      references.add(new Reference("/settings/onError", -1, Kind.TOP_HANDLER, handler));
    }
    return references;
  }

  /** The references of the node at the index. */
  static List<Reference> of(NodeDefinition node, int index) {
    String pointer = Pointers.join("/nodes", index);
    List<Reference> references = new ArrayList<>();
    if (node.next() != null) {
      references.add(new Reference(pointer + "/next", index, Kind.NEXT, node.next()));
    }
    node.branches()
        .forEach(
            (name, target) ->
                references.add(
                    new Reference(
                        Pointers.join(pointer + "/branches", name), index, Kind.BRANCH, target)));
    if (node.onError() != null) {
      references.add(new Reference(pointer + "/onError", index, Kind.HANDLER, node.onError()));
    }
    Map<String, Object> fallback = node.fallback();
    if (fallback != null && fallback.get("node") instanceof String target) {
      references.add(new Reference(pointer + "/fallback/node", index, Kind.FALLBACK, target));
    }
    if (node.compensate() != null) {
      references.add(
          new Reference(pointer + "/compensate", index, Kind.COMPENSATE, node.compensate()));
    }
    return references;
  }
}
