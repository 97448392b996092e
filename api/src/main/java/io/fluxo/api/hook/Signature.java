package io.fluxo.api.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signature of a request over its raw bytes, by the {@code verify} rule of a webhook
 * trigger. A rule that is not whole lets nothing pass.
 */
final class Signature {

  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "HmacSHA256", "sha1", "HmacSHA1", "sha512", "HmacSHA512");
  private static final int DEFAULT_TOLERANCE_SECONDS = 300;
  private static final String STANDARD_SECRET = "whsec_";

  private final Map<?, ?> rule;

  /** By the given {@code verify} rule. */
  Signature(Map<?, ?> rule) {
    this.rule = rule;
  }

  /**
   * Whether the request comes from who knows the secret, and now.
   *
   * @param body the bytes as they came
   * @param header gives a header's value by its name, or null
   * @param now what signed times are compared with
   */
  boolean isGenuine(byte[] body, Function<String, @Nullable String> header, Instant now) {
    String given = header.apply(text("header", ""));
    byte[] secret = secret();
    if (given == null || secret.length == 0) {
      return false;
    }
    SignedContent content = SignedContent.of(text("signedContent", "body"));
    SignatureHeader signatures =
        SignatureHeader.of(given, content.isTimed() && !rule.containsKey("timestampHeader"));
    String timestamp = null;
    if (content.isTimed()) {
      timestamp =
          rule.containsKey("timestampHeader")
              ? header.apply(text("timestampHeader", ""))
              : signatures.timestamp();
      if (timestamp == null || !isNow(timestamp, now)) {
        return false;
      }
    }
    byte[] signed = content.bytes(timestamp, header, body);
    return signed != null && matches(signatures.signatures(prefix()), secret, signed);
  }

  private boolean matches(List<String> signatures, byte[] secret, byte[] content) {
    byte[] expected = mac(secret, content);
    boolean genuine = false;
    for (String signature : signatures) {
      byte[] given = decoded(signature);
      // Takes as long wherever the first difference is.
      genuine |= given != null && MessageDigest.isEqual(expected, given);
    }
    return genuine;
  }

  private byte[] mac(byte[] secret, byte[] content) {
    String algorithm = ALGORITHMS.getOrDefault(text("algorithm", "sha256"), "HmacSHA256");
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + algorithm, e);
    }
  }

  private byte[] secret() {
    String secret = text("secret", "");
    if (!"base64".equals(text("secretEncoding", "text"))) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes =
        base64(
            secret.startsWith(STANDARD_SECRET)
                ? secret.substring(STANDARD_SECRET.length())
                : secret);
    return bytes == null ? new byte[0] : bytes;
  }

  private byte @Nullable [] decoded(String signature) {
    if ("base64".equals(text("encoding", "hex"))) {
      return base64(signature);
    }
    try {
      return HexFormat.of().parseHex(signature);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte @Nullable [] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean isNow(String timestamp, Instant now) {
    long tolerance =
        rule.get("toleranceSeconds") instanceof Number n
            ? n.longValue()
            : DEFAULT_TOLERANCE_SECONDS;
    try {
      Duration apart =
          Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
      return apart.compareTo(Duration.ofSeconds(tolerance)) <= 0;
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private @Nullable String prefix() {
    return rule.get("prefix") instanceof String prefix ? prefix : null;
  }

  private String text(String name, String otherwise) {
    return rule.get(name) instanceof String value ? value : otherwise;
  }
}
