package io.fluxo.messages.seal;

import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** How people are told apart without being named. */
public final class SubjectId {

  /** How long what identifies a person may be, in characters. */
  public static final int MAX_LENGTH = 320;

  private static final int BYTES = 16;
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ./()-]{6,}");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

  private SubjectId() {}

  /**
   * The one form of what identifies a person: numbers (CPF, telephone) by their digits, everything
   * else in lower case without surrounding space.
   */
  public static String normal(String identifier) {
    String text = Normalizer.normalize(identifier, Normalizer.Form.NFKC).strip();
    return NUMBER.matcher(text).matches()
        ? NO_DIGIT.matcher(text).replaceAll("")
        : text.toLowerCase(Locale.ROOT);
  }

  /** A hash as it stands in events and addresses. */
  public static String text(byte[] hash) {
    byte[] part = java.util.Arrays.copyOf(hash, BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
  }
}
