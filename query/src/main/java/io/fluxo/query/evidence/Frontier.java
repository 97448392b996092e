package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Merkle;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a Merkle tree: all that must be known of it to append. It is the roots of the
 * perfect subtrees that the leaves fall into, one for each bit of their number.
 */
final class Frontier {

  /** Subtrees of 2^8, 2^16, ... leaves are stored, so that no proof has to read many leaves. */
  static final int STORED_LEVELS = 8;

  /** A perfect subtree: the {@code index}-th of its level. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Subtree(int level, long index, byte[] hash) {}

  private final MessageDigest digest = sha256();
  private final byte[] @Nullable [] roots = new byte[Long.SIZE][];
  private long size;

  /** Of an empty tree. */
  Frontier() {}

  /**
   * Of a tree.
   *
   * @param hashes as {@link #bytes} gave them
   * @throws IllegalArgumentException when they are not those of a tree of that size
   */
  Frontier(long size, byte[] hashes) {
    if (size < 0 || hashes.length != Long.bitCount(size) * Merkle.HASH_BYTES) {
      throw new IllegalArgumentException("Expected one hash for each bit of " + size);
    }
    this.size = size;
    int at = 0;
    for (int level = Long.SIZE - 1; level >= 0; level--) {
      if (((size >> level) & 1) == 1) {
        roots[level] = Arrays.copyOfRange(hashes, at, at + Merkle.HASH_BYTES);
        at += Merkle.HASH_BYTES;
      }
    }
  }

  long size() {
    return size;
  }

  /**
   * Appends a leaf.
   *
   * @param leaf its hash
   * @param full is told of the subtrees that are to be stored
   */
  void append(byte[] leaf, Consumer<Subtree> full) {
    byte[] hash = leaf;
    int level = 0;
    while (((size >> level) & 1) == 1) {
      hash = node(root(level), hash);
      roots[level] = null;
      level++;
      if (level % STORED_LEVELS == 0) {
        full.accept(new Subtree(level, size >> level, hash));
      }
    }
    roots[level] = hash;
    size++;
  }

  /** The root of the tree. */
  byte[] root() {
    byte[] root = null;
    for (int level = 0; level < Long.SIZE; level++) {
      if (((size >> level) & 1) == 1) {
        root = root == null ? root(level) : node(root(level), root);
      }
    }
    return root == null ? Merkle.empty() : root;
  }

  /** The hashes, that of the largest subtree first. */
  byte[] bytes() {
    byte[] bytes = new byte[Long.bitCount(size) * Merkle.HASH_BYTES];
    int at = 0;
    for (int level = Long.SIZE - 1; level >= 0; level--) {
      if (((size >> level) & 1) == 1) {
        System.arraycopy(root(level), 0, bytes, at, Merkle.HASH_BYTES);
        at += Merkle.HASH_BYTES;
      }
    }
    return bytes;
  }

  private byte[] root(int level) {
    byte[] root = roots[level];
    if (root == null) {
      throw new IllegalStateException("Expected a subtree for each bit of the size");
    }
    return root;
  }

  private byte[] node(byte[] left, byte[] right) {
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
