package io.fluxo.messages.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs checkpoints of a log.
 *
 * @param version counted from 1
 * @param name the name in the signature line, which is the origin of the log: {@code
 *     fluxo/<tenant>}; keys of one name are told apart by their {@link #id}
 * @param publicKey the Ed25519 key, X.509 SubjectPublicKeyInfo in DER
 * @param since when it began to sign
 * @param until when it stopped, null for the one that signs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogKey(
    int version, String name, byte[] publicKey, Instant since, @Nullable Instant until) {

  /** The signature algorithm in a key's id and text (C2SP signed-note). */
  private static final byte ED25519 = 1;

  private static final int RAW_BYTES = 32;
  private static final int ID_BYTES = 4;

  /** The four bytes by which a signature line names the key (C2SP signed-note). */
  public byte[] id() {
    MessageDigest digest = sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(ED25519);
    return Arrays.copyOf(digest.digest(raw()), ID_BYTES);
  }

  /** The key as text, {@code <name>+<id>+<key>}, as verifiers of signed notes take it. */
  public String text() {
    byte[] typed = new byte[1 + RAW_BYTES];
    typed[0] = ED25519;
    System.arraycopy(raw(), 0, typed, 1, RAW_BYTES);
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /** What the key before signs to hand over to this one. */
  public String statement() {
    return "fluxo log key\n%s\n%d\n%s\n"
        .formatted(name, version, Base64.getEncoder().encodeToString(publicKey));
  }

  /** The 32 bytes of the key, which end its DER. */
  private byte[] raw() {
    return Arrays.copyOfRange(publicKey, publicKey.length - RAW_BYTES, publicKey.length);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
