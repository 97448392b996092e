package io.fluxo.command.seal;

import io.fluxo.messages.seal.AesGcm;
import io.fluxo.messages.seal.Sealer;
import io.fluxo.messages.seal.SubjectKeys;
import io.fluxo.messages.seal.UnsealableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals what stands outside of events: rows of read models, packs. The same value at the same place
 * gives the same text, so that a replay writes the rows that it wrote before.
 */
final class RunSealer implements Sealer {

  private static final String SEALED = "fx1.";
  private static final String CLEAR = "fx0.";
  private static final byte[] DOMAIN = "fluxo field 1".getBytes(StandardCharsets.US_ASCII);

  private final DataKeys keys;
  private final TenantKeys tenants;
  private final boolean enabled;

  RunSealer(DataKeys keys, TenantKeys tenants, boolean enabled) {
    this.keys = keys;
    this.tenants = tenants;
    this.enabled = enabled;
  }

  @Override
  public String seal(String tenant, String subject, String field, byte[] plain) {
    if (!enabled) {
      return CLEAR + Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
    DataKey key = keys.ofOrMade(SubjectKeys.root(subject), tenant);
    byte[] place = associated(tenant, subject, field);
    byte[] sealed =
        AesGcm.encrypt(key.secret(), key.nonceOf(place, plain, AesGcm.NONCE_BYTES), place, plain);
    return SEALED + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  @Override
  public byte[] open(String tenant, String subject, String field, String sealed) {
    String what = field + " of " + subject;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(SEALED.length()));
      if (sealed.startsWith(CLEAR)) {
        return bytes;
      }
      DataKey key = sealed.startsWith(SEALED) ? keys.find(SubjectKeys.root(subject)) : null;
      if (key == null || !key.tenant().equals(tenant)) {
        throw new UnsealableException(what);
      }
      return AesGcm.decrypt(key.secret(), associated(tenant, subject, field), bytes);
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | StringIndexOutOfBoundsException e) {
      throw new UnsealableException(what);
    }
  }

  @Override
  public String hide(String tenant, String text) {
    return enabled
        ? Base64.getUrlEncoder().withoutPadding().encodeToString(tenants.of(tenant).hide(text))
        : text;
  }

  private static byte[] associated(String tenant, String subject, String field) {
    byte[] first = tenant.getBytes(StandardCharsets.UTF_8);
    byte[] second = subject.getBytes(StandardCharsets.UTF_8);
    byte[] third = field.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(DOMAIN.length + 12 + first.length + second.length + third.length)
        .put(DOMAIN)
        .putInt(first.length)
        .put(first)
        .putInt(second.length)
        .put(second)
        .putInt(third.length)
        .put(third)
        .array();
  }
}
