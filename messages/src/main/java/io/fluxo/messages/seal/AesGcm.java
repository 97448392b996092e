package io.fluxo.messages.seal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with the nonce in front of what it gives. */
public final class AesGcm {

  /** The bytes of a key. */
  public static final int KEY_BYTES = 32;

  /** The bytes of a nonce. */
  public static final int NONCE_BYTES = 12;

  private static final int TAG_BITS = 128;

  private static final String CIPHER = "AES/GCM/NoPadding";

  private AesGcm() {}

  /** Bytes by chance. */
  public static byte[] random(SecureRandom random, int bytes) {
    byte[] fresh = new byte[bytes];
    random.nextBytes(fresh);
    return fresh;
  }

  /** A key of the given bytes. */
  public static SecretKey key(byte[] bytes) {
    return new SecretKeySpec(bytes, "AES");
  }

  /**
   * Encrypts.
   *
   * @param nonce 12 bytes that never come twice with one key and two plain texts
   * @param associated what is authenticated beside it
   * @return nonce, cipher text and tag
   */
  public static byte[] encrypt(SecretKey key, byte[] nonce, byte[] associated, byte[] plain) {
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0);
      cipher.updateAAD(associated);
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + plain.length + TAG_BITS / 8);
      cipher.doFinal(plain, 0, plain.length, all, NONCE_BYTES);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  /**
   * Takes apart what {@link #encrypt} gave.
   *
   * @throws GeneralSecurityException when the bytes, the key or what was authenticated differ
   */
  public static byte[] decrypt(SecretKey key, byte[] associated, byte[] sealed)
      throws GeneralSecurityException {
    if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new GeneralSecurityException("too short");
    }
    Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, 0);
    cipher.updateAAD(associated);
    return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, int from)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, from, NONCE_BYTES));
    return cipher;
  }
}
