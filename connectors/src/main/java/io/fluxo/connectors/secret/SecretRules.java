package io.fluxo.connectors.secret;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SecretName;
import io.fluxo.messages.secret.SecretValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can be a secret. Refusals never show the value. */
final class SecretRules {

  private SecretRules() {}

  /**
   * The bytes of the value, where both can be used.
   *
   * @throws Rejection INVALID_INPUT or TOO_LARGE
   */
  static byte[] require(String name, SecretValue value) {
    if (!SecretName.isValid(name)) {
      throw invalid("/name", "The name cannot be used", SecretName.FORM);
    }
    byte[] bytes = bytes(value.reveal());
    if (bytes.length > SecretValue.LONGEST) {
      throw new Rejection(
          Rejection.Code.TOO_LARGE,
          "Expected a value of at most " + SecretValue.LONGEST + " bytes, but it is longer");
    }
    if (value.reveal().strip().length() < SecretValue.SHORTEST) {
      throw invalid(
          "/value",
          "The value is too short: it could not be told from other text",
          "at least " + SecretValue.SHORTEST + " characters");
    }
    return bytes;
  }

  private static byte[] bytes(String value) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (CharacterCodingException e) {
      throw invalid("/value", "The value holds half characters", "text that UTF-8 can hold");
    }
  }

  private static Rejection invalid(String pointer, String message, String expected) {
    return new Rejection(
        Rejection.Code.INVALID_INPUT,
        message,
        List.of(new Rejection.Problem(pointer, 0, 0, message, expected)));
  }
}
