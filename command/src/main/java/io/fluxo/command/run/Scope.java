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
 */
record Scope(
    int parent,
    int block,
    String branch,
    PMap<String, Object> outputs,
    @Nullable Object last,
    PMap<String, Integer> visits,
    @Nullable Map<String, Object> error) {

  static final Scope ROOT =
      new Scope(-1, 0, "", HashTreePMap.empty(), null, HashTreePMap.empty(), null);

  static Scope inside(int parent, int block, String branch) {
    return new Scope(parent, block, branch, HashTreePMap.empty(), null, HashTreePMap.empty(), null);
  }

  Scope visited(String node) {
    return new Scope(
        parent, block, branch, outputs, last, visits.plus(node, visits(node) + 1), error);
  }

  Scope gave(String node, @Nullable Object output) {
    Object kept = output == null ? RunState.NOTHING : output;
    return new Scope(parent, block, branch, outputs.plus(node, kept), output, visits, error);
  }

  Scope failed(Map<String, Object> failure) {
    return new Scope(parent, block, branch, outputs, last, visits, failure);
  }

  int visits(String node) {
    return visits.getOrDefault(node, 0);
  }
}
