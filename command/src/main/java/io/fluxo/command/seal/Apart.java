package io.fluxo.command.seal;

import io.fluxo.messages.seal.AesGcm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Values that stand apart from their events, sealed so that the same value is kept once a run. */
final class Apart {

  private static final String WHAT = "fluxo value 1 ";

  private Apart() {}

  static byte[] seal(DataKey key, byte[] json) {
    byte[] place = associated(key);
    byte[] nonce = key.nonceOf(place, json, AesGcm.NONCE_BYTES);
    return AesGcm.encrypt(key.secret(), nonce, place, json);
  }

  static byte[] open(DataKey key, byte[] sealed) throws GeneralSecurityException {
    return AesGcm.decrypt(key.secret(), associated(key), sealed);
  }

  private static byte[] associated(DataKey key) {
    return (WHAT + key.root()).getBytes(StandardCharsets.UTF_8);
  }
}
