package io.fluxo.messages.secret;

/**
 * Seals values that are stored. Each gets a data key of its own, which is wrapped by a key that a
 * keystore holds (envelope encryption); the key's version stands in the sealed text, so that values
 * sealed before a rotation can be opened after it.
 */
public interface Sealing {

  /**
   * Seals a value.
   *
   * @param tenant whose it is
   * @param purpose what it is, for example {@code signing-key:k1}; it can only be opened as the
   *     same thing of the same tenant
   * @param value the bytes, which are not kept
   * @return printable ASCII without spaces
   * @throws SealingException when the keystore cannot be reached
   */
  String seal(String tenant, String purpose, byte[] value);

  /**
   * Opens a sealed value.
   *
   * @throws SealingException when it was changed, is of another tenant or purpose, or the keystore
   *     does not have its key or cannot be reached
   */
  byte[] open(String tenant, String purpose, String sealed);

  /**
   * Seals a sealed value under the newest key; the value itself is not touched where that can be
   * avoided.
   *
   * @return the very same text where it is sealed under the newest key already
   * @throws SealingException as {@link #open}
   */
  default String reseal(String tenant, String purpose, String sealed) {
    return seal(tenant, purpose, open(tenant, purpose, sealed));
  }
}
