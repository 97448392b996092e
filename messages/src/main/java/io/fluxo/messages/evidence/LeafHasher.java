package io.fluxo.messages.evidence;

import io.fluxo.messages.value.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Hashes events as leaves, one after the other, without making a line of text of each: it writes
 * the very bytes of {@link EventLeaf#line} into a buffer that it keeps. For one thread.
 */
public final class LeafHasher {

  /** Beyond, a double has no exact form of every integer. */
  private static final long EXACT = 1L << 53;

  private static final byte[] EVENT_ID = ascii("{\"eventId\":");
  private static final byte[] KIND = ascii(",\"kind\":");
  private static final byte[] METADATA = ascii(",\"metadata\":\"");
  private static final byte[] PAYLOAD = ascii("\",\"payload\":\"");
  private static final byte[] REVISION = ascii("\",\"revision\":");
  private static final byte[] SEQUENCE = ascii(",\"sequence\":");
  private static final byte[] SUBJECT = ascii(",\"subject\":");
  private static final byte[] TIME = ascii(",\"time\":");
  private static final byte[] TYPE = ascii(",\"type\":");
  private static final byte[] NULL = ascii("null");
  private static final byte[] HEX = ascii("0123456789abcdef");

  private final MessageDigest digest;
  private final Base64.Encoder base64 = Base64.getEncoder();
  private byte[] scratch = new byte[1024];
  private byte[] buffer = new byte[4096];
  private int length;

  public LeafHasher() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hash of the leaf: {@code SHA-256(0x00 || line)}. */
  public byte[] hash(EventLeaf leaf) {
    write(leaf);
    digest.update((byte) 0);
    digest.update(buffer, 0, length);
    return digest.digest();
  }

  /** The line in UTF-8. */
  byte[] bytes(EventLeaf leaf) {
    write(leaf);
    return Arrays.copyOf(buffer, length);
  }

  private void write(EventLeaf leaf) {
    length = 0;
    put(EVENT_ID);
    text(leaf.eventId());
    put(KIND);
    text(leaf.kind());
    put(METADATA);
    encoded(leaf.metadata());
    put(PAYLOAD);
    encoded(leaf.payload());
    put(REVISION);
    text(leaf.revision());
    put(SEQUENCE);
    number(leaf.sequence());
    put(SUBJECT);
    text(leaf.subject());
    put(TIME);
    text(leaf.time());
    put(TYPE);
    text(leaf.type());
    room(1);
    buffer[length++] = '}';
  }

  private void text(@Nullable String text) {
    if (text == null) {
      put(NULL);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    room(utf8.length * 6 + 2);
    buffer[length++] = '"';
    for (byte each : utf8) {
      if ((each >= 0 && each < 0x20) || each == '"' || each == '\\') {
        escaped(each);
      } else {
        buffer[length++] = each;
      }
    }
    buffer[length++] = '"';
  }

  private void escaped(byte each) {
    buffer[length++] = '\\';
    switch (each) {
      case '"', '\\' -> buffer[length++] = each;
      case '\b' -> buffer[length++] = 'b';
      case '\f' -> buffer[length++] = 'f';
      case '\n' -> buffer[length++] = 'n';
      case '\r' -> buffer[length++] = 'r';
      case '\t' -> buffer[length++] = 't';
      default -> {
        buffer[length++] = 'u';
        buffer[length++] = '0';
        buffer[length++] = '0';
        buffer[length++] = HEX[each >> 4];
        buffer[length++] = HEX[each & 15];
      }
    }
  }

  private void encoded(byte[] bytes) {
    int size = (bytes.length + 2) / 3 * 4;
    if (scratch.length < size) {
      scratch = new byte[size];
    }
    int written = base64.encode(bytes, scratch);
    room(written);
    System.arraycopy(scratch, 0, buffer, length, written);
    length += written;
  }

  private void number(long number) {
    boolean plain = -EXACT < number && number < EXACT;
    put(ascii(plain ? Long.toString(number) : CanonicalJson.write(number)));
  }

  private void put(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void room(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
