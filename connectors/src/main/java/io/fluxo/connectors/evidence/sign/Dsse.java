package io.fluxo.connectors.evidence.sign;

import io.fluxo.messages.value.CanonicalJson;
import io.fluxo.messages.value.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An in-toto statement (v1) about files in a DSSE envelope: what those check who check software
 * supply chains.
 */
public final class Dsse {

  /** What an envelope of a statement says it holds. */
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  /** What the statement is about. */
  public static final String PREDICATE_TYPE = "urn:fluxo:evidence:pack:v1";

  private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

  private Dsse() {}

  /** The statement, as canonical JSON. */
  public static byte[] statement(Map<String, byte[]> files, Map<String, Object> predicate) {
    List<Map<String, Object>> subjects =
        files.entrySet().stream()
            .map(
                file ->
                    Map.<String, Object>of(
                        "name",
                        file.getKey(),
                        "digest",
                        Map.of("sha256", Sha256.hex(file.getValue()))))
            .toList();
    return CanonicalJson.write(
            Map.of(
                "_type",
                STATEMENT_TYPE,
                "subject",
                subjects,
                "predicateType",
                PREDICATE_TYPE,
                "predicate",
                predicate))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The signed envelope, as canonical JSON. */
  public static byte[] envelope(SigningKey key, byte[] payload) {
    Base64.Encoder base64 = Base64.getEncoder();
    Map<String, String> signature =
        Map.of(
            "keyid",
            SigningKey.fingerprint(key.certificate()),
            "sig",
            base64.encodeToString(Signatures.plain(key, encoded(payload))));
    return CanonicalJson.write(
            Map.of(
                "payloadType",
                PAYLOAD_TYPE,
                "payload",
                base64.encodeToString(payload),
                "signatures",
                List.of(signature)))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What is signed: type and payload with their lengths (DSSE, PAE). */
  public static byte[] encoded(byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        "DSSEv1 %d %s %d "
            .formatted(PAYLOAD_TYPE.length(), PAYLOAD_TYPE, payload.length)
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
