package io.fluxo.connectors.secret;

import io.fluxo.messages.seal.AesGcm;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** AES-256-GCM with a fresh nonce in front of what it gives. */
final class Gcm {

  static final int KEY_BYTES = AesGcm.KEY_BYTES;

  private Gcm() {}

  static byte[] random(SecureRandom random, int bytes) {
    return AesGcm.random(random, bytes);
  }

  static byte[] encrypt(SecureRandom random, byte[] key, byte[] associated, byte[] plain) {
    byte[] nonce = random(random, AesGcm.NONCE_BYTES);
    return AesGcm.encrypt(AesGcm.key(key), nonce, associated, plain);
  }

  /**
   * Takes apart what {@link #encrypt} gave.
   *
   * @throws GeneralSecurityException when the bytes, the key or what was authenticated differ
   */
  static byte[] decrypt(byte[] key, byte[] associated, byte[] sealed)
      throws GeneralSecurityException {
    return AesGcm.decrypt(AesGcm.key(key), associated, sealed);
  }
}
