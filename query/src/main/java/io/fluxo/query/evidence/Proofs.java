package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Merkle;
import java.util.ArrayList;
import java.util.List;

/** Makes the proofs of RFC 9162, sections 2.1.3 and 2.1.4, from the perfect subtrees of a tree. */
final class Proofs {

  /** The perfect subtrees of a tree. */
  @FunctionalInterface
  interface Nodes {

    /** The root of the subtree over the leaves from {@code index << level} on, 2^level of them. */
    byte[] node(int level, long index);
  }

  private final Nodes nodes;

  Proofs(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The root of the tree when it had that many leaves. */
  byte[] root(long size) {
    return size == 0 ? Merkle.empty() : range(0, size);
  }

  /** The path from a leaf to the root of the tree of that size. */
  List<byte[]> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("Expected a leaf of the tree");
    }
    List<byte[]> path = new ArrayList<>();
    inclusion(index, 0, size, path);
    return path;
  }

  private void inclusion(long index, long from, long to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      inclusion(index, from, middle, path);
      path.add(range(middle, to));
    } else {
      inclusion(index, middle, to, path);
      path.add(range(from, middle));
    }
  }

  /** That the tree of the first size is the beginning of that of the second. */
  List<byte[]> consistency(long first, long second) {
    if (first < 0 || first > second) {
      throw new IllegalArgumentException("Expected a size and a larger one");
    }
    List<byte[]> path = new ArrayList<>();
    if (first > 0 && first < second) {
      consistency(first, 0, second, true, path);
    }
    return path;
  }

  private void consistency(long first, long from, long to, boolean known, List<byte[]> path) {
    if (first == to) {
      if (!known) {
        path.add(range(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (first <= middle) {
      consistency(first, from, middle, known, path);
      path.add(range(middle, to));
    } else {
      consistency(first, middle, to, false, path);
      path.add(range(from, middle));
    }
  }

  private byte[] range(long from, long to) {
    long size = to - from;
    if (Long.bitCount(size) == 1) {
      return nodes.node(Long.numberOfTrailingZeros(size), from / size);
    }
    long middle = from + split(size);
    return Merkle.node(range(from, middle), range(middle, to));
  }

  /** The largest power of two that is smaller. */
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}
