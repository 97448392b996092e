package io.fluxo.command.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a run or of a task of its own.
 *
 * @param root whose it is
 * @param tenant whose that is
 */
record DataKey(String root, String tenant, SecretKey secret) {

  private static final String MAC = "HmacSHA256";

  /**
   * The nonce of a value that is sealed to the same bytes wherever it comes from, so that it is
   * kept once: a part of its HMAC under a key of its own (a synthetic nonce, as in RFC 8452).
   */
  byte[] nonceOf(byte[] place, byte[] plain, int bytes) {
    byte[] key = mac(secret.getEncoded(), "fluxo value nonce");
    byte[] both = Arrays.copyOf(mac(key, place), 32 + plain.length);
    System.arraycopy(plain, 0, both, 32, plain.length);
    return Arrays.copyOf(mac(key, both), bytes);
  }

  static byte[] mac(byte[] key, String text) {
    return mac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] mac(byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is not available", e);
    }
  }

  @Override
  public String toString() {
    return "DataKey[" + root + "]";
  }
}
