package io.fluxo.messages.evidence;

import org.jspecify.annotations.Nullable;

/**
 * Looks whether an evidence pack is what it says. It needs nothing but the pack, and is found by
 * {@link java.util.ServiceLoader}, so that it works where no Fluxo runs.
 */
public interface PackVerifier {

  /**
   * Checks a pack. Whatever the bytes are, there is an answer and no exception.
   *
   * @param pack the zip, which anybody may have written
   * @param trust what the caller knows beside it
   */
  PackReport verify(byte[] pack, Trust trust);

  /**
   * What is known from elsewhere.
   *
   * @param authority certificates in PEM that a chain has to end in, null to take the pack's own
   * @param newer a later checkpoint of the same log as a signed note, null for none
   * @param consistency the proof that the later log begins with the pack's, as JSON with {@code
   *     first}, {@code second} and {@code hashes} in Base64; null for none
   */
  record Trust(@Nullable String authority, @Nullable String newer, @Nullable String consistency) {

    /** Nothing is known but the pack. */
    public static final Trust NONE = new Trust(null, null, null);
  }
}
