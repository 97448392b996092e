package io.fluxo.api.key;

import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of an API key: {@code flx_<id>_<256 bits>}. The id finds it, the rest proves it; the
 * beginning lets a scanner find keys that were published by mistake.
 *
 * @param id 26 characters
 * @param text all of it, never shown again
 */
record KeyText(String id, String text) {

  static final String BEGINNING = "flx_";

  private static final Pattern FORM =
      Pattern.compile(BEGINNING + "([0-9a-hjkmnp-tv-z]{26})_[A-Za-z0-9_-]{43}");

  /** A new key with that id. */
  static KeyText fresh(String id, SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String end = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new KeyText(id, BEGINNING + id + "_" + end);
  }

  /** The key of that text, or null where it does not have the form of one. */
  static @Nullable KeyText of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? new KeyText(matcher.group(1), text) : null;
  }

  /** What is stored of it. A random text needs no slow hash. */
  String sha256() {
    return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "KeyText[" + id + "]";
  }
}
