package io.fluxo.api.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signature of a request over its raw bytes: as GitHub and Meta sign ({@code
 * X-Hub-Signature-256: sha256=<hex>}), and as Stripe does ({@code t=<seconds>,v1=<hex>} over {@code
 * <seconds>.<body>}).
 */
final class Signature {

  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "HmacSHA256", "sha1", "HmacSHA1", "sha512", "HmacSHA512");
  private static final int DEFAULT_TOLERANCE_SECONDS = 300;

  private final Map<?, ?> rule;

  Signature(Map<?, ?> rule) {
    this.rule = rule;
  }

  /**
   * Whether the request comes from who knows the secret, and now.
   *
   * @param header gives a header's value by its name, or null
   */
  boolean isGenuine(byte[] body, Function<String, @Nullable String> header, Instant now) {
    String given = header.apply(text("header", ""));
    if (given == null) {
      return false;
    }
    if (!"timestamp.body".equals(text("signedContent", "body"))) {
      return matches(List.of(unprefixed(given)), body);
    }
    String timestampHeader = text("timestampHeader", "");
    String timestamp = timestampHeader.isEmpty() ? part(given, "t") : header.apply(timestampHeader);
    List<String> signatures =
        timestampHeader.isEmpty() ? parts(given, "v1") : List.of(unprefixed(given));
    return timestamp != null
        && isNow(timestamp, now)
        && matches(signatures, signed(timestamp, body));
  }

  private boolean matches(List<String> signatures, byte[] content) {
    byte[] expected = mac(content);
    boolean genuine = false;
    for (String signature : signatures) {
      byte[] given = decoded(signature);
      genuine |= given != null && MessageDigest.isEqual(expected, given);
    }
    return genuine;
  }

  private byte[] mac(byte[] content) {
    String algorithm = ALGORITHMS.getOrDefault(text("algorithm", "sha256"), "HmacSHA256");
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(text("secret", " ").getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + algorithm, e);
    }
  }

  private byte @Nullable [] decoded(String signature) {
    try {
      return "base64".equals(text("encoding", "hex"))
          ? Base64.getDecoder().decode(signature)
          : HexFormat.of().parseHex(signature.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private String unprefixed(String given) {
    String prefix = text("prefix", "");
    return given.startsWith(prefix) ? given.substring(prefix.length()) : "";
  }

  private boolean isNow(String timestamp, Instant now) {
    try {
      long seconds = Long.parseLong(timestamp);
      long tolerance =
          rule.get("toleranceSeconds") instanceof Number n
              ? n.longValue()
              : DEFAULT_TOLERANCE_SECONDS;
      return Duration.between(Instant.ofEpochSecond(seconds), now).abs().toSeconds() <= tolerance;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static byte[] signed(String timestamp, byte[] body) {
    byte[] head = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] signed = new byte[head.length + body.length];
    System.arraycopy(head, 0, signed, 0, head.length);
    System.arraycopy(body, 0, signed, head.length, body.length);
    return signed;
  }

  private static @Nullable String part(String header, String name) {
    List<String> found = parts(header, name);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static List<String> parts(String header, String name) {
    List<String> found = new ArrayList<>();
    for (String part : header.split(",", 20)) {
      if (part.strip().startsWith(name + "=")) {
        found.add(part.strip().substring(name.length() + 1));
      }
    }
    return found;
  }

  private String text(String name, String otherwise) {
    return rule.get(name) instanceof String value ? value : otherwise;
  }
}
