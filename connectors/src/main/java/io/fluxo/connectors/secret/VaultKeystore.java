package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SealingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.vault.VaultException;
import org.springframework.vault.core.VaultTransitOperations;
import org.springframework.vault.support.VaultTransitContext;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClientException;

/**
 * The Transit engine of HashiCorp Vault: data keys go there to be wrapped and unwrapped, the key
 * that wraps them never leaves it. It is rotated there, too.
 */
final class VaultKeystore implements Keystore {

  static final String NAME = "vault";

  private static final Pattern CIPHERTEXT = Pattern.compile("vault:(v[0-9]{1,9}):[A-Za-z0-9+/=]+");

  private final VaultTransitOperations transit;
  private final String key;
  private final String place;

  /**
   * Uses one key.
   *
   * @param key its name
   * @param place where it is, for sentences
   */
  VaultKeystore(VaultTransitOperations transit, String key, String place) {
    this.transit = transit;
    this.key = key;
    this.place = place;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Wrapped wrap(byte[] dataKey, Binding binding) {
    return wrapped(asked(() -> transit.encrypt(key, dataKey, context(binding))));
  }

  @Override
  public byte[] unwrap(Wrapped wrapped, Binding binding) {
    byte[] dataKey = asked(() -> transit.decrypt(key, wrapped.text(), context(binding)));
    if (dataKey.length != Gcm.KEY_BYTES) {
      throw failed("it answered something that is no data key", "check the key", null);
    }
    return dataKey;
  }

  @Override
  public Wrapped rewrap(Wrapped wrapped, Binding binding) {
    Wrapped now = wrapped(asked(() -> transit.rewrap(key, wrapped.text(), context(binding))));
    return now.version().equals(wrapped.version()) ? wrapped : now;
  }

  /** Vault rotates its key by itself or when it is told to there. */
  @Override
  public boolean addKey() {
    return false;
  }

  /** Derived keys take it into account; for others the value itself is bound to the same. */
  private static VaultTransitContext context(Binding binding) {
    try {
      return VaultTransitContext.fromContext(
          MessageDigest.getInstance("SHA-256").digest(binding.with(SealedText.FORMAT + ":key")));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Wrapped wrapped(String ciphertext) {
    Matcher form = CIPHERTEXT.matcher(ciphertext);
    if (!form.matches()) {
      throw failed("it answered something that is no ciphertext", "check fluxo.vault.uri", null);
    }
    return new Wrapped(form.group(1), ciphertext);
  }

  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (VaultException | RestClientException | IllegalStateException e) {
      throw refused(e);
    }
  }

  private SealingException refused(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpStatusCodeException answer) {
        int status = answer.getStatusCode().value();
        return switch (status) {
          case 403 ->
              failed(
                  "permission was denied",
                  "give the token a policy with update on encrypt, decrypt and rewrap of the key",
                  thrown);
          case 503 -> failed("it is sealed or in maintenance", "unseal it", thrown);
          case 400, 404 ->
              failed(
                  "it refused with status " + status,
                  "check that the engine is mounted there, that the key exists, and that its old"
                      + " versions may still decrypt (min_decryption_version)",
                  thrown);
          default -> failed("it answered with status " + status, "see its log", thrown);
        };
      }
    }
    return failed("it cannot be reached", "check fluxo.vault.uri and that it runs", thrown);
  }

  private SealingException failed(String what, String advice, @Nullable Throwable cause) {
    return new SealingException(
        "Expected Vault (%s) to wrap or unwrap a data key, but %s: %s"
            .formatted(place, what, advice),
        cause);
  }
}
