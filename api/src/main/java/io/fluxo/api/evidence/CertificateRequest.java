package io.fluxo.api.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.value.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A certificate to sign with, as the API page shows it.
 *
 * @param pkcs12 a file of PKCS#12 with one private key and its certificates, as Base64
 * @param password of the file
 */
@Schema(requiredProperties = {"pkcs12", "password"})
record CertificateRequest(
    @Schema(format = "byte") String pkcs12, @Schema(format = "password") String password) {

  private static final int LARGEST = 128 * 1024;
  private static final int LONGEST_PASSWORD = 256;
  private static final ObjectReader READER = Json.mapper().reader();

  /** What the request holds. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Opened(byte[] pkcs12, char[] password) {

    /** Shows nothing. */
    @Override
    public String toString() {
      return "Opened[***]";
    }
  }

  /**
   * Reads a body here and not in the framework, whose exceptions quote what they cannot read.
   *
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT, without any of it
   */
  static Opened read(byte[] body) {
    try {
      JsonNode tree = body.length > LARGEST ? null : READER.readTree(body);
      JsonNode file = member(tree, "pkcs12");
      JsonNode password = member(tree, "password");
      if (file != null && password != null && password.textValue().length() <= LONGEST_PASSWORD) {
        return new Opened(file.binaryValue(), password.textValue().toCharArray());
      }
    } catch (IOException e) {
      // told below, without the cause
    }
    throw Problems.invalid(
        "",
        "The body is no certificate to sign with",
        "an object with the texts 'pkcs12' (Base64, 96 KiB at most) and 'password'");
  }

  private static @Nullable JsonNode member(@Nullable JsonNode tree, String name) {
    JsonNode found = tree == null ? null : tree.get(name);
    return found != null && found.isTextual() ? found : null;
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "CertificateRequest[***]";
  }
}
