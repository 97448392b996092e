package io.fluxo.api.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers of Standard Webhooks 1.0.0, with a symmetric signature. */
final class StandardWebhook {

  /** What secrets begin with. */
  static final String PREFIX = "whsec_";

  static final int SECRET_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private StandardWebhook() {}

  /** The secret as people hand it on. */
  static String secret(byte[] random) {
    return PREFIX + Base64.getEncoder().encodeToString(random);
  }

  /**
   * The headers of one attempt.
   *
   * @param id the same for all attempts
   * @param at when this attempt is made
   * @param body the very bytes that are sent
   */
  static Map<String, String> headers(String secret, String id, Instant at, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/cloudevents+json");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
    headers.put("webhook-signature", "v1," + signature(secret, id, at, body));
    return headers;
  }

  private static String signature(String secret, String id, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
