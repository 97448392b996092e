package io.fluxo.connectors.step;

import io.fluxo.messages.secret.SecretValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/** In what forms one value may come back. */
final class SecretForms {

  private SecretForms() {}

  /**
   * The value as text: as it is, without the space around it, read by another character set, and,
   * where it is Base64 itself, what that stands for (credentials of Basic are given like that).
   */
  static Set<String> texts(String value) {
    Set<String> forms = new LinkedHashSet<>();
    add(value, forms);
    add(value.strip(), forms);
    add(new String(utf8(value), StandardCharsets.ISO_8859_1), forms);
    String decoded = decoded(value.strip());
    add(decoded, forms);
    add(decoded.substring(decoded.indexOf(':') + 1), forms);
    return forms;
  }

  /** How a text is written where it is not written as it is. */
  static Set<String> written(String text) {
    Set<String> forms = new LinkedHashSet<>();
    byte[] bytes = utf8(text);
    add(HexFormat.of().formatHex(bytes), forms);
    add(HexFormat.of().withUpperCase().formatHex(bytes), forms);
    add(html(text, "&#39;"), forms);
    add(html(text, "&apos;"), forms);
    for (int before = 0; before < 3; before++) {
      add(inside(Base64.getEncoder(), before, bytes), forms);
      add(inside(Base64.getUrlEncoder(), before, bytes), forms);
    }
    forms.remove(text);
    return forms;
  }

  /**
   * What is the same in the Base64 of everything that holds the bytes, so many bytes (modulo 3)
   * after its beginning: {@code user:secret} and the like. The characters at the edges also depend
   * on what is beside, and hold four bits of the value at most.
   */
  private static String inside(Base64.Encoder encoder, int before, byte[] bytes) {
    byte[] padded = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, padded, before, bytes.length);
    String text = encoder.withoutPadding().encodeToString(padded);
    return text.substring((8 * before + 5) / 6, 8 * padded.length / 6);
  }

  private static String html(String text, String quote) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", quote);
  }

  private static String decoded(String value) {
    try {
      byte[] bytes = Base64.getDecoder().decode(value);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Arrays.fill(bytes, (byte) 0);
      return text;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return "";
    }
  }

  /** The value's bytes. */
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void add(String form, Set<String> forms) {
    if (form.length() >= SecretValue.SHORTEST) {
      forms.add(form);
    }
  }
}
