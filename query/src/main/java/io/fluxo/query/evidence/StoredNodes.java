package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Merkle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The perfect subtrees of a stored log. They are read in groups of 256 leaves, or of 256 subtrees
 * of a stored level, and what is between is made of these. Keeps all that it has read: for one
 * question.
 */
final class StoredNodes implements Proofs.Nodes {

  private static final int GROUP = 1 << Frontier.STORED_LEVELS;

  private record Key(int level, long group) {}

  private final LeafTable table;
  private final String tenant;
  private final Map<Key, List<byte[]>> groups = new HashMap<>();
  private final Map<Key, byte[]> made = new HashMap<>();

  StoredNodes(LeafTable table, String tenant) {
    this.table = table;
    this.tenant = tenant;
  }

  @Override
  public byte[] node(int level, long index) {
    int stored = level / Frontier.STORED_LEVELS * Frontier.STORED_LEVELS;
    if (level == stored) {
      return stored(stored, index);
    }
    Key key = new Key(level, index);
    byte[] known = made.get(key);
    if (known == null) {
      known = Merkle.node(node(level - 1, index * 2), node(level - 1, index * 2 + 1));
      made.put(key, known);
    }
    return known;
  }

  private byte[] stored(int level, long index) {
    long group = index / GROUP;
    List<byte[]> hashes =
        groups.computeIfAbsent(new Key(level, group), key -> read(level, group * GROUP));
    int at = (int) (index % GROUP);
    if (at >= hashes.size()) {
      throw new IllegalStateException(
          "Expected the log of %s to have a subtree %d/%d, but it has not"
              .formatted(tenant, level, index));
    }
    return hashes.get(at);
  }

  private List<byte[]> read(int level, long from) {
    return level == 0
        ? table.leaves(tenant, from, from + GROUP).stream().map(LoggedLeaf::hash).toList()
        : table.subtrees(tenant, level, from, from + GROUP);
  }
}
