package io.fluxo.command.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Where the outputs of nodes are kept and names are looked up: the run itself, a branch, an item.
 *
 * @param parent the scope around it, -1 for the run itself
 * @param block the ordinal of the node that opened it, 0 for the run itself
 * @param branch the branch of a parallel node, or the index of an item as text
 * @param outputs what nodes gave, by node id; {@link RunState#NOTHING} stands for null
 * @param last what the last node gave
 * @param visits how often each node was visited here
 * @param error the failure that a handler is working on
 * @param standsFor the nodes in whose place others are executed, by those others
 */
record Scope(
    int parent,
    int block,
    String branch,
    PMap<String, Object> outputs,
    @Nullable Object last,
    PMap<String, Integer> visits,
    @Nullable Map<String, Object> error,
    PMap<String, String> standsFor) {

  static final Scope ROOT = inside(-1, 0, "");

  static Scope inside(int parent, int block, String branch) {
    return new Scope(
        parent,
        block,
        branch,
        HashTreePMap.empty(),
        null,
        HashTreePMap.empty(),
        null,
        HashTreePMap.empty());
  }

  Scope visited(String node) {
    return new Scope(
        parent,
        block,
        branch,
        outputs,
        last,
        visits.plus(node, visits(node) + 1),
        error,
        standsFor);
  }

  Scope gave(String node, @Nullable Object output) {
    Object kept = output == null ? RunState.NOTHING : output;
    PMap<String, Object> given = outputs.plus(node, kept);
    String replaced = standsFor.get(node);
    if (replaced != null) {
      given = given.plus(replaced, kept);
    }
    return new Scope(parent, block, branch, given, output, visits, error, standsFor);
  }

  Scope failed(Map<String, Object> failure) {
    return new Scope(parent, block, branch, outputs, last, visits, failure, standsFor);
  }

  Scope standIn(String other, String replaced) {
    return new Scope(
        parent, block, branch, outputs, last, visits, error, standsFor.plus(other, replaced));
  }

  /** As it was before a node was visited; how often nodes were visited goes on being counted. */
  Scope back(
      PMap<String, Object> given, @Nullable Object lastly, @Nullable Map<String, Object> failure) {
    return new Scope(parent, block, branch, given, lastly, visits, failure, HashTreePMap.empty());
  }

  int visits(String node) {
    return visits.getOrDefault(node, 0);
  }
}
