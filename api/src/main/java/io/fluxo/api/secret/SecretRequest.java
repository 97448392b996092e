package io.fluxo.api.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.secret.SecretValue;
import io.fluxo.messages.value.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;

/**
 * A value to keep, as the API page shows it.
 *
 * @param value 8 characters to 64 KiB
 */
@Schema(requiredProperties = "value")
record SecretRequest(@Schema(format = "password", minLength = SecretValue.SHORTEST) String value) {

  private static final ObjectReader READER = Json.mapper().reader();

  /**
   * Reads a body here and not in the framework, whose exceptions quote what they cannot read and
   * are logged where somebody looks for a fault.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT, without any of it, when it is
   *     something else
   */
  static SecretValue read(byte[] body) {
    JsonNode value = null;
    try {
      JsonNode tree = READER.readTree(body);
      value = tree.isObject() && tree.size() == 1 ? tree.get("value") : null;
    } catch (IOException e) {
      // told below, without the cause
    }
    if (value == null || !value.isTextual()) {
      throw Problems.invalid(
          "", "The body is no secret", "an object with the text 'value' and nothing else");
    }
    return new SecretValue(value.textValue());
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "SecretRequest[***]";
  }
}
