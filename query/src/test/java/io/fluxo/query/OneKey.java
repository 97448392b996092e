package io.fluxo.query;

import io.fluxo.messages.seal.AesGcm;
import io.fluxo.messages.seal.ErasedException;
import io.fluxo.messages.seal.Sealer;
import io.fluxo.messages.seal.UnsealableException;
import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/**
 * Seals everything under one key and the same value to the same text, but for what it was told is
 * erased.
 */
public final class OneKey implements Sealer {

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key = AesGcm.key(AesGcm.random(random, AesGcm.KEY_BYTES));

  /** Runs and tasks whose keys are gone. */
  public final Set<String> erased = ConcurrentHashMap.newKeySet();

  @Override
  public String seal(String tenant, String subject, String field, byte[] plain) {
    require(subject);
    String same = Sha256.hex(plain) + field;
    byte[] nonce =
        Arrays.copyOf(
            Sha256.hex(same.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
            AesGcm.NONCE_BYTES);
    return "fx1."
        + Base64.getUrlEncoder()
            .encodeToString(AesGcm.encrypt(key, nonce, with(tenant, subject, field), plain));
  }

  @Override
  public byte[] open(String tenant, String subject, String field, String sealed) {
    require(subject);
    try {
      return AesGcm.decrypt(
          key, with(tenant, subject, field), Base64.getUrlDecoder().decode(sealed.substring(4)));
    } catch (GeneralSecurityException e) {
      throw new UnsealableException(field);
    }
  }

  @Override
  public String hide(String tenant, String text) {
    return Sha256.hex((tenant + "\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  private void require(String subject) {
    if (erased.contains(subject)) {
      throw new ErasedException();
    }
  }

  private static byte[] with(String... parts) {
    return String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
  }
}
