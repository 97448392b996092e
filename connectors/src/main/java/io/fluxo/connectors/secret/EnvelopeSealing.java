package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Seals each value under a data key of its own, which a keystore wraps. The first keystore seals;
 * the others open what was sealed before somebody changed to the first.
 */
final class EnvelopeSealing implements Sealing {

  private static final String VALUE = SealedText.FORMAT + ":value";

  private final List<Keystore> keystores;
  private final SecureRandom random;

  EnvelopeSealing(List<Keystore> keystores, SecureRandom random) {
    this.keystores = List.copyOf(keystores);
    this.random = random;
  }

  @Override
  public String seal(String tenant, String purpose, byte[] value) {
    Binding binding = new Binding(tenant, purpose);
    byte[] key = Gcm.random(random, Gcm.KEY_BYTES);
    try {
      Keystore keystore = keystores.getFirst();
      byte[] body = Gcm.encrypt(random, key, binding.with(VALUE), value);
      return SealedText.of(keystore.name(), keystore.wrap(key, binding), body).text();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public byte[] open(String tenant, String purpose, String sealed) {
    SealedText text = SealedText.of(sealed);
    Binding binding = new Binding(tenant, purpose);
    byte[] key = keystore(text).unwrap(text.wrapped(), binding);
    try {
      return Gcm.decrypt(key, binding.with(VALUE), text.bytes());
    } catch (GeneralSecurityException e) {
      throw new SealingException(
          "Expected a value of this tenant and purpose, but the sealed text is another's or was"
              + " changed: set the value anew",
          e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public String reseal(String tenant, String purpose, String sealed) {
    SealedText text = SealedText.of(sealed);
    Binding binding = new Binding(tenant, purpose);
    Keystore before = keystore(text);
    Keystore now = keystores.getFirst();
    if (before == now) {
      return text.with(now.name(), now.rewrap(text.wrapped(), binding)).text();
    }
    byte[] key = before.unwrap(text.wrapped(), binding);
    try {
      return text.with(now.name(), now.wrap(key, binding)).text();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Adds a key to the keystore that seals; false where keys are added elsewhere. */
  boolean addKey() {
    return keystores.getFirst().addKey();
  }

  private Keystore keystore(SealedText text) {
    for (Keystore each : keystores) {
      if (each.name().equals(text.keystore())) {
        return each;
      }
    }
    throw new SealingException(
        "Expected the keystore '%s', but it is not configured: set fluxo.%s.* as it was"
            .formatted(text.keystore(), text.keystore()),
        null);
  }
}
