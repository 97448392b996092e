package io.fluxo.messages.evidence;

import java.time.Instant;
import java.util.Base64;

/**
 * What the log of a tenant was at a moment, as the text that is signed (C2SP tlog-checkpoint):
 * origin, size, root in Base64, and one line with the time.
 *
 * @param origin the name of the log, {@code fluxo/<tenant>}
 * @param size how many leaves it had
 * @param root its root, 32 bytes
 * @param time when it was signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Checkpoint(String origin, long size, byte[] root, Instant time) {

  private static final String TIME = "time ";

  /** The text that is signed, with its last line end. */
  public String text() {
    return "%s\n%d\n%s\n%s%s\n"
        .formatted(origin, size, Base64.getEncoder().encodeToString(root), TIME, time);
  }

  /**
   * Reads such a text.
   *
   * @throws IllegalArgumentException when it is of another form
   */
  public static Checkpoint of(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 5 || !lines[4].isEmpty() || !lines[3].startsWith(TIME)) {
      throw new IllegalArgumentException("Expected the four lines of a checkpoint");
    }
    try {
      Checkpoint read =
          new Checkpoint(
              lines[0],
              Long.parseLong(lines[1]),
              Base64.getDecoder().decode(lines[2]),
              Instant.parse(lines[3].substring(TIME.length())));
      if (read.root().length != Merkle.HASH_BYTES || !read.text().equals(text)) {
        throw new IllegalArgumentException("Expected the one form of a checkpoint");
      }
      return read;
    } catch (NumberFormatException | java.time.DateTimeException e) {
      throw new IllegalArgumentException("Expected size and time of a checkpoint", e);
    }
  }
}
