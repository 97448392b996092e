package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Merkle;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves as bytes: the hashes one after the other, and apart from them for each leaf the distance
 * of its position to the one before, its subject, sequence and type. A text that comes again is the
 * number of its first coming.
 */
final class LeafCodec {

  /** The two halves of what is stored of leaves. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(byte[] names, byte[] hashes) {}

  private LeafCodec() {}

  static Stored write(List<LoggedLeaf> leaves) {
    ByteArrayOutputStream names = new ByteArrayOutputStream(leaves.size() * 12);
    byte[] hashes = new byte[leaves.size() * Merkle.HASH_BYTES];
    Map<String, Integer> texts = new HashMap<>();
    long before = 0;
    int at = 0;
    for (LoggedLeaf leaf : leaves) {
      number(leaf.position() - before, names);
      text(leaf.subject(), texts, names);
      number(leaf.sequence(), names);
      text(leaf.type(), texts, names);
      System.arraycopy(leaf.hash(), 0, hashes, at, Merkle.HASH_BYTES);
      at += Merkle.HASH_BYTES;
      before = leaf.position();
    }
    return new Stored(names.toByteArray(), hashes);
  }

  /**
   * Reads leaves.
   *
   * @throws IllegalArgumentException when they cannot be read
   */
  static List<LoggedLeaf> read(Stored stored) {
    ByteBuffer names = ByteBuffer.wrap(stored.names());
    List<LoggedLeaf> leaves = new ArrayList<>(stored.hashes().length / Merkle.HASH_BYTES);
    List<String> texts = new ArrayList<>();
    long position = 0;
    try {
      for (int at = 0; at < stored.hashes().length; at += Merkle.HASH_BYTES) {
        position += number(names);
        String subject = text(names, texts);
        long sequence = number(names);
        String type = text(names, texts);
        byte[] hash = Arrays.copyOfRange(stored.hashes(), at, at + Merkle.HASH_BYTES);
        leaves.add(new LoggedLeaf(position, subject, sequence, type, hash));
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("Expected leaves, but they end in between", e);
    }
    if (names.hasRemaining()) {
      throw new IllegalArgumentException("Expected as many names as hashes, but there are more");
    }
    return leaves;
  }

  private static void text(String text, Map<String, Integer> known, ByteArrayOutputStream out) {
    Integer number = known.putIfAbsent(text, known.size() + 1);
    if (number != null) {
      number(number, out);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(0, out);
    number(bytes.length, out);
    out.writeBytes(bytes);
  }

  private static String text(ByteBuffer in, List<String> known) {
    int number = Math.toIntExact(bounded(number(in)));
    if (number > 0) {
      return known.get(number - 1);
    }
    byte[] bytes = new byte[Math.toIntExact(Math.min(bounded(number(in)), in.remaining() + 1L))];
    in.get(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    known.add(text);
    return text;
  }

  private static long bounded(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Expected a small number, but it is " + number);
    }
    return number;
  }

  private static void number(long number, ByteArrayOutputStream out) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long number(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("Expected a number, but it does not end");
  }
}
