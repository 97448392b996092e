package io.fluxo.connectors.evidence.verify;

import io.fluxo.connectors.evidence.pack.Damage;
import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.LogKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** A checkpoint as a signed note (C2SP signed-note). */
final class NoteCheck {

  private static final String DASH = "— ";
  private static final int ID_BYTES = 4;
  private static final int KEY_BYTES = 44;

  private NoteCheck() {}

  /**
   * The checkpoint, signed with the key.
   *
   * @param where the file that it stands in
   * @param key Ed25519, X.509 SubjectPublicKeyInfo in DER
   */
  static Checkpoint of(String where, byte[] note, byte[] key) throws Damage {
    String text = new String(note, StandardCharsets.UTF_8);
    int end = text.lastIndexOf("\n\n");
    if (end < 0
        || !text.startsWith(DASH, end + 2)
        || text.indexOf('\n', end + 2) != text.length() - 1
        || !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), note)) {
      throw new Damage(where, "it is no note with one signature");
    }
    String body = text.substring(0, end + 1);
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.of(body);
    } catch (IllegalArgumentException e) {
      throw new Damage(where, "it is no checkpoint in its one form");
    }
    if (key.length != KEY_BYTES) {
      throw new Damage(where, "the key of its log is none for Ed25519");
    }
    LogKey known = new LogKey(1, checkpoint.origin(), key, Instant.EPOCH, null);
    String start = DASH + known.name() + " ";
    String line = text.substring(end + 2, text.length() - 1);
    byte[] signature = line.startsWith(start) ? bytes(where, line.substring(start.length())) : null;
    if (signature == null
        || !Arrays.equals(signature, 0, ID_BYTES, known.id(), 0, ID_BYTES)
        || !verifies(
            key,
            body.getBytes(StandardCharsets.UTF_8),
            Arrays.copyOfRange(signature, ID_BYTES, signature.length))) {
      throw new Damage(where, "it is not signed with the key of its log");
    }
    return checkpoint;
  }

  private static byte[] bytes(String where, String base64) throws Damage {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length > ID_BYTES && Base64.getEncoder().encodeToString(bytes).equals(base64)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new Damage(where, "its signature is no Base64");
    }
    throw new Damage(where, "its signature is Base64 of another form");
  }

  private static boolean verifies(byte[] key, byte[] message, byte[] signature) {
    try {
      PublicKey read =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key));
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(read);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
