package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SealingException;

/** Where the keys are that wrap data keys. They are numbered, and the newest one wraps. */
interface Keystore {

  /**
   * A data key that only its keystore can unwrap.
   *
   * @param version the key that wrapped it: letters, digits and {@code -}
   * @param text printable ASCII without spaces and points
   */
  record Wrapped(String version, String text) {}

  /** The name that stands in sealed texts. */
  String name();

  /**
   * Wraps a data key with the newest key.
   *
   * @throws SealingException when the keystore cannot be reached
   */
  Wrapped wrap(byte[] dataKey, Binding binding);

  /**
   * Gives the data key back.
   *
   * @throws SealingException when it was wrapped for something else, the key is not there, or the
   *     keystore cannot be reached
   */
  byte[] unwrap(Wrapped wrapped, Binding binding);

  /**
   * Wraps a data key with the newest key in place of an older one.
   *
   * @return the very same where it is wrapped with the newest key already
   * @throws SealingException as {@link #unwrap}
   */
  Wrapped rewrap(Wrapped wrapped, Binding binding);

  /**
   * Adds a key, which wraps from then on.
   *
   * @return false where keys are added elsewhere
   * @throws SealingException when it cannot be kept
   */
  boolean addKey();
}
