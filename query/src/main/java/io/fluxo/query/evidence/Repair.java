package io.fluxo.query.evidence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells whether the log or the events were altered where both do not agree and the log is not the
 * one that was signed: if the events give the root that was signed, it was the log.
 */
final class Repair {

  private static final int SOME = 10_000;

  private final LeafTable table;
  private final String tenant;
  private final TreeTrail.Break broken;

  Repair(JdbcTemplate jdbc, String tenant, TreeTrail.Break broken) {
    this.table = new LeafTable(jdbc);
    this.tenant = tenant;
    this.broken = broken;
  }

  /** Whether the log is the one that was signed once it holds the events as they are. */
  boolean heals(List<Mismatch> mismatches) {
    Map<Long, byte[]> events = new HashMap<>();
    for (Mismatch each : mismatches) {
      if (each.isChangeBetween(broken.good().size(), broken.size()) && each.event() != null) {
        events.put(each.index(), each.event().hash());
      }
    }
    Frontier tree = new Frontier(broken.good().size(), broken.good().bytes());
    while (tree.size() < broken.size() && !events.isEmpty()) {
      long to = Math.min(broken.size(), tree.size() + SOME);
      List<LoggedLeaf> leaves = table.leaves(tenant, tree.size(), to);
      if (leaves.isEmpty()) {
        return false;
      }
      for (LoggedLeaf leaf : leaves) {
        tree.append(events.getOrDefault(tree.size(), leaf.hash()), subtree -> {});
      }
    }
    return !events.isEmpty() && Arrays.equals(tree.root(), broken.root());
  }
}
