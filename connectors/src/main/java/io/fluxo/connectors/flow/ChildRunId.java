package io.fluxo.connectors.flow;

import io.fluxo.messages.run.RunId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The id of the run that a step starts: always the same, so that repeating starts it once. */
final class ChildRunId {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_CHARS = 10;
  private static final int DERIVED_CHARS = 16;

  private ChildRunId() {}

  /**
   * The time part of the parent keeps ids sorted; the rest is derived.
   *
   * @param key the idempotency key of the step that starts it
   */
  static RunId of(String key) {
    BigInteger bits = new BigInteger(1, Arrays.copyOf(sha256(key), 10));
    StringBuilder id = new StringBuilder(key.substring(0, TIME_CHARS));
    for (int i = DERIVED_CHARS - 1; i >= 0; i--) {
      id.append(ALPHABET.charAt(bits.shiftRight(5 * i).intValue() & 31));
    }
    return new RunId(id.toString());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
