package io.fluxo.messages.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signed notes (C2SP signed-note): a text, an empty line, and lines {@code — <name> <Base64 of four
 * bytes of key id and the signature>}. The signature is Ed25519 over the text with its last line
 * end.
 */
public final class SignedNote {

  private static final String ALGORITHM = "Ed25519";
  private static final String END_OF_TEXT = "\n\n";
  private static final String MARK = "\u2014 ";
  private static final int ID_BYTES = 4;

  private SignedNote() {}

  /**
   * Signs a text.
   *
   * @param text ends with a line end and has no empty line
   * @return the note, with its last line end
   */
  public static String sign(String text, LogKey key, PrivateKey secret) {
    byte[] signature = signature(text, secret);
    byte[] blob = Arrays.copyOf(key.id(), ID_BYTES + signature.length);
    System.arraycopy(signature, 0, blob, ID_BYTES, signature.length);
    return text + "\n" + MARK + key.name() + " " + Base64.getEncoder().encodeToString(blob) + "\n";
  }

  /**
   * The text of a note.
   *
   * @throws IllegalArgumentException when it is no note
   */
  public static String text(String note) {
    int end = note.lastIndexOf(END_OF_TEXT);
    if (end < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException("Expected a text, an empty line and signatures");
    }
    return note.substring(0, end + 1);
  }

  /** Whether one of the lines is the signature of the key over the text. */
  public static boolean isSigned(String note, LogKey key) {
    int end = note.lastIndexOf(END_OF_TEXT);
    if (end < 0 || !note.endsWith("\n")) {
      return false;
    }
    String start = MARK + key.name() + " ";
    for (String line : note.substring(end + END_OF_TEXT.length()).split("\n", -1)) {
      if (line.startsWith(start) && isSignature(line.substring(start.length()), note, end, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSignature(String base64, String note, int end, LogKey key) {
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return blob.length > ID_BYTES
        && Arrays.equals(Arrays.copyOf(blob, ID_BYTES), key.id())
        && isSignature(
            note.substring(0, end + 1), Arrays.copyOfRange(blob, ID_BYTES, blob.length), key);
  }

  /** An Ed25519 signature over a text in UTF-8. */
  public static byte[] signature(String text, PrivateKey secret) {
    try {
      Signature signing = Signature.getInstance(ALGORITHM);
      signing.initSign(secret);
      signing.update(text.getBytes(StandardCharsets.UTF_8));
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform of ours signs with Ed25519", e);
    }
  }

  /** Whether it is the key's Ed25519 signature over a text in UTF-8. */
  public static boolean isSignature(String text, byte[] signature, LogKey key) {
    try {
      PublicKey known =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(key.publicKey()));
      Signature checking = Signature.getInstance(ALGORITHM);
      checking.initVerify(known);
      checking.update(text.getBytes(StandardCharsets.UTF_8));
      return checking.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
