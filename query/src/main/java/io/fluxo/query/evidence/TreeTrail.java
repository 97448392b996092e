package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.LogFinding;
import io.fluxo.messages.evidence.LogFinding.Kind;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.SignedCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Builds the tree of a log anew from its leaves, and compares it with all that was signed. */
final class TreeTrail {

  /** Is told of each leaf. */
  @FunctionalInterface
  interface Leaves {

    /**
     * A leaf.
     *
     * @param signed the time of the newest checkpoint without it
     */
    void leaf(long index, LoggedLeaf leaf, @Nullable Instant signed);
  }

  /**
   * Where the tree left what was signed.
   *
   * @param good the tree at the last checkpoint that agreed
   * @param size of the first that does not
   * @param root as it was signed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Break(Frontier good, long size, byte[] root) {}

  private final String tenant;
  private final Consumer<LogFinding> findings;
  private final CheckpointTable table;
  private final LeafTable subtrees;
  private final List<LogKey> keys;
  private final Frontier tree = new Frontier();
  private Frontier good = new Frontier();
  private @Nullable Instant signedAt;
  private long checkpoints;
  private boolean unreadable;
  private @Nullable Break broken;

  TreeTrail(JdbcTemplate jdbc, String tenant, Consumer<LogFinding> findings) {
    this.tenant = tenant;
    this.findings = findings;
    this.table = new CheckpointTable(jdbc);
    this.subtrees = new LeafTable(jdbc);
    this.keys = new LogKeyTable(jdbc).list(tenant);
  }

  /** Reads on in the log. */
  void read(List<LeafTable.Rows> rows, Leaves leaves) {
    long from = tree.size();
    long to = rows.getLast().first() + rows.getLast().count();
    Iterator<SignedCheckpoint> signed = table.between(tenant, from + 1, to).iterator();
    SignedCheckpoint next = next(signed);
    List<Frontier.Subtree> full = new ArrayList<>();
    for (LeafTable.Rows some : rows) {
      for (LoggedLeaf leaf : readable(some)) {
        leaves.leaf(tree.size(), leaf, signedAt);
        tree.append(leaf.hash(), full::add);
        while (next != null && next.checkpoint().size() <= tree.size()) {
          compare(next);
          next = next(signed);
        }
      }
    }
    while (next != null) {
      compare(next);
      next = next(signed);
    }
    full.forEach(this::compare);
  }

  private static @Nullable SignedCheckpoint next(Iterator<SignedCheckpoint> signed) {
    return signed.hasNext() ? signed.next() : null;
  }

  private List<LoggedLeaf> readable(LeafTable.Rows rows) {
    List<LoggedLeaf> leaves = List.of();
    String fault = null;
    try {
      leaves = rows.leaves();
    } catch (IllegalArgumentException e) {
      fault = e.getMessage();
    }
    if (rows.first() != tree.size()) {
      fault = "Leaves are missing or come twice";
    }
    if (fault != null && !unreadable) {
      unreadable = true; // one is enough: all that follows differs
      altered(rows.first(), "%s, from leaf %d on".formatted(fault, rows.first()));
    }
    return leaves;
  }

  private void compare(SignedCheckpoint signed) {
    checkpoints++;
    Checkpoint checkpoint = signed.checkpoint();
    String fault = CheckpointFault.of(signed, keys, signedAt);
    if (fault != null) {
      note(Kind.CHECKPOINT_ALTERED, checkpoint.size() - 1, fault);
      return;
    }
    signedAt = checkpoint.time();
    if (broken != null || unreadable) {
      return;
    }
    if (tree.size() == checkpoint.size() && Arrays.equals(tree.root(), checkpoint.root())) {
      good = new Frontier(tree.size(), tree.bytes());
    } else {
      broken = new Break(good, checkpoint.size(), checkpoint.root());
      altered(
          checkpoint.size() - 1,
          "The leaves do not have the root that was signed for a size of " + checkpoint.size());
    }
  }

  private void compare(Frontier.Subtree full) {
    List<byte[]> stored = subtrees.subtrees(tenant, full.level(), full.index(), full.index() + 1);
    if (!unreadable
        && broken == null
        && (stored.isEmpty() || !Arrays.equals(stored.getFirst(), full.hash()))) {
      altered(
          full.index() << full.level(),
          "The stored subtree %d/%d is not that of its leaves"
              .formatted(full.level(), full.index()));
    }
  }

  /** Compares what was read with the stored end. */
  void end(LogRows.@Nullable Head head) {
    boolean same =
        head == null
            ? tree.size() == 0
            : head.size() == tree.size() && Arrays.equals(head.frontier(), tree.bytes());
    if (!same && !unreadable && broken == null) {
      altered(tree.size(), "The log does not end as it is said to end");
      broken = head == null ? null : breakAt(head);
    }
    if (head != null && head.signed() > head.newest()) {
      note(
          Kind.CHECKPOINT_ALTERED,
          head.signed() - 1,
          "The checkpoint of size %d is not there".formatted(head.signed()));
    }
    if (head != null && head.newest() > head.size()) {
      altered(tree.size(), "The log is shorter than it was when it was signed");
    }
  }

  private @Nullable Break breakAt(LogRows.Head head) {
    try {
      return new Break(good, head.size(), new Frontier(head.size(), head.frontier()).root());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void altered(long index, String detail) {
    note(Kind.LOG_ALTERED, index, detail);
  }

  private void note(Kind kind, long index, String detail) {
    findings.accept(new LogFinding(kind, 0, index, null, null, null, detail));
  }

  @Nullable Break broken() {
    return broken;
  }

  long size() {
    return tree.size();
  }

  long checkpoints() {
    return checkpoints;
  }
}
