package io.fluxo.command.seal;

import io.fluxo.messages.seal.AesGcm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;

/** The key of a tenant, which wraps the keys of its runs and people, and hides who they are. */
final class TenantKey {

  private static final String WRAPPED = "fluxo data key 1 ";

  private final int version;
  private final SecretKey wrapping;
  private final byte[] hiding;

  TenantKey(int version, byte[] key) {
    this.version = version;
    this.wrapping = AesGcm.key(DataKey.mac(key, "wrap"));
    this.hiding = DataKey.mac(key, "hide");
  }

  int version() {
    return version;
  }

  /** Wraps a key for one id. */
  byte[] wrap(String id, SecretKey key, Nonces nonces) {
    return wrap(wrapping, id, key, nonces);
  }

  /**
   * Gives a key back.
   *
   * @throws GeneralSecurityException when it was wrapped for another id or under another key
   */
  SecretKey unwrap(String id, byte[] wrapped) throws GeneralSecurityException {
    return unwrap(wrapping, id, wrapped);
  }

  /** Stands for a text that must not be told, the same wherever it comes from in this tenant. */
  byte[] hide(String text) {
    return DataKey.mac(hiding, text);
  }

  static byte[] wrap(SecretKey under, String id, SecretKey key, Nonces nonces) {
    return AesGcm.encrypt(under, nonces.next(), associated(id), key.getEncoded());
  }

  static SecretKey unwrap(SecretKey under, String id, byte[] wrapped)
      throws GeneralSecurityException {
    return AesGcm.key(AesGcm.decrypt(under, associated(id), wrapped));
  }

  private static byte[] associated(String id) {
    return (WRAPPED + id).getBytes(StandardCharsets.UTF_8);
  }
}
