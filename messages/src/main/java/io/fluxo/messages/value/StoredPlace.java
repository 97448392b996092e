package io.fluxo.messages.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a stored value stands. A sealed one is bound to it, and can be opened nowhere else.
 *
 * @param subject the id of the aggregate
 * @param sequence the place of the event in its stream, from 0
 * @param type the name of the event, {@code flx.…}
 * @param lenient whether a value that was erased reads as {@link Payload#ERASED}; otherwise reading
 *     it fails, for nothing is decided upon what is not there
 */
public record StoredPlace(String subject, long sequence, String type, boolean lenient) {

  private static final byte[] DOMAIN = "fluxo payload 1".getBytes(StandardCharsets.US_ASCII);

  /** A place of which is read whatever is left. */
  public static StoredPlace lenient(String subject, long sequence, String type) {
    return new StoredPlace(subject, sequence, type, true);
  }

  /** The same place, of which is read whatever is left. */
  StoredPlace shown() {
    return lenient ? this : lenient(subject, sequence, type);
  }

  /**
   * What is authenticated beside a value; no two fields have the same.
   *
   * @param field the JSON pointer (RFC 6901) to the value in the event
   */
  public byte[] with(String field) {
    byte[] first = subject.getBytes(StandardCharsets.UTF_8);
    byte[] second = type.getBytes(StandardCharsets.UTF_8);
    byte[] third = field.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(DOMAIN.length + 20 + first.length + second.length + third.length)
        .put(DOMAIN)
        .putLong(sequence)
        .putInt(first.length)
        .put(first)
        .putInt(second.length)
        .put(second)
        .putInt(third.length)
        .put(third)
        .array();
  }
}
