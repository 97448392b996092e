package io.fluxo.api.session;

import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a refresh token: {@code flr_<128 bits of the chain>_<256 bits of its own>}.
 *
 * @param family what all tokens of a chain begin with, known to their holder alone
 * @param text all of it
 */
record RefreshText(String family, String text) {

  private static final Pattern FORM = Pattern.compile("flr_([A-Za-z0-9_-]{22})_[A-Za-z0-9_-]{43}");

  /** The first token of a new chain. */
  static RefreshText fresh(SecureRandom random) {
    return of(encoded(16, random), random);
  }

  /** The next token of the chain. */
  RefreshText next(SecureRandom random) {
    return of(family, random);
  }

  private static RefreshText of(String family, SecureRandom random) {
    return new RefreshText(family, "flr_" + family + "_" + encoded(32, random));
  }

  /** The token of that text, or null where it does not have the form of one. */
  static @Nullable RefreshText of(@Nullable String text) {
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    return matcher.matches() ? new RefreshText(matcher.group(1), matcher.group()) : null;
  }

  String familyHash() {
    return Sha256.hex(family.getBytes(StandardCharsets.US_ASCII));
  }

  String hash() {
    return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encoded(int bytes, SecureRandom random) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  @Override
  public String toString() {
    return "RefreshText[]";
  }
}
