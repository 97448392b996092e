package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SealingException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sealed value as it is stored: {@code fs1.<keystore>.<key>.<wrapped data key>.<nonce and
 * ciphertext>}.
 *
 * @param keystore the name of the keystore that wrapped the data key
 * @param wrapped the data key
 * @param body nonce and ciphertext, as Base64
 */
record SealedText(String keystore, Keystore.Wrapped wrapped, String body) {

  /** The format and its version; a change of either gets another one. */
  static final String FORMAT = "fs1";

  private static final Pattern FORM =
      Pattern.compile(
          FORMAT
              + "\\.([a-z]{1,16})\\.([A-Za-z0-9-]{1,40})\\.([!-\\-/-~]{1,500})\\.([A-Za-z0-9_-]+)");

  /**
   * Reads a stored text.
   *
   * @throws SealingException when it is of another form
   */
  static SealedText of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw other(null);
    }
    return new SealedText(
        form.group(1), new Keystore.Wrapped(form.group(2), form.group(3)), form.group(4));
  }

  SealedText with(String otherKeystore, Keystore.Wrapped other) {
    return new SealedText(otherKeystore, other, body);
  }

  static SealedText of(String keystore, Keystore.Wrapped wrapped, byte[] body) {
    return new SealedText(
        keystore, wrapped, Base64.getUrlEncoder().withoutPadding().encodeToString(body));
  }

  /**
   * Nonce and ciphertext.
   *
   * @throws SealingException when it is of another form
   */
  byte[] bytes() {
    try {
      return Base64.getUrlDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw other(e);
    }
  }

  String text() {
    return String.join(".", FORMAT, keystore, wrapped.version(), wrapped.text(), body);
  }

  private static SealingException other(@Nullable Throwable cause) {
    return new SealingException(
        "Expected a sealed value, but the stored text is of another form: it was changed, or"
            + " written by a newer release",
        cause);
  }
}
