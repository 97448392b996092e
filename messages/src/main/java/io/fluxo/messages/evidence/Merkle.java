package io.fluxo.messages.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes and proofs of an append-only Merkle log (RFC 6962, section 2.1; RFC 9162, 2.1.3–2.1.4).
 */
public final class Merkle {

  /** The bytes of a hash. */
  public static final int HASH_BYTES = 32;

  private Merkle() {}

  /** The root of a log without leaves: the hash of nothing. */
  public static byte[] empty() {
    return sha256().digest();
  }

  /** {@code SHA-256(0x00 || leaf)}. */
  public static byte[] leaf(byte[] input) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    return digest.digest(input);
  }

  /** {@code SHA-256(0x01 || left || right)}. */
  public static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  /**
   * Whether a path leads from a leaf to a root.
   *
   * @param index the leaf's place, from 0
   * @param size how many leaves the log has
   * @param leaf the hash of the leaf
   * @param path as RFC 9162, section 2.1.3 orders it
   */
  public static boolean included(
      long index, long size, byte[] leaf, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    byte[] hash = leaf;
    for (byte[] next : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = node(next, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = node(hash, next);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(hash, root);
  }

  /**
   * Whether the log of the first size is the beginning of the log of the second.
   *
   * @param path as RFC 9162, section 2.1.4 orders it
   */
  public static boolean consistent(
      long first, long second, byte[] firstRoot, byte[] secondRoot, List<byte[]> path) {
    if (first < 0 || first > second) {
      return false;
    }
    if (first == second) {
      return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (first == 0) {
      return path.isEmpty() && Arrays.equals(firstRoot, empty());
    }
    List<byte[]> rest = path;
    byte[] start;
    if (Long.bitCount(first) == 1) {
      start = firstRoot;
    } else {
      if (path.isEmpty()) {
        return false;
      }
      start = path.getFirst();
      rest = path.subList(1, path.size());
    }
    long fn = first - 1;
    long sn = second - 1;
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    byte[] older = start;
    byte[] newer = start;
    for (byte[] next : rest) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        older = node(next, older);
        newer = node(next, newer);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        newer = node(newer, next);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(older, firstRoot) && Arrays.equals(newer, secondRoot);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
