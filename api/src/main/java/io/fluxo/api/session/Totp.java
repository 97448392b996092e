package io.fluxo.api.session;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of six digits that change every 30 seconds (RFC 6238), as authenticator programs make them:
 * HMAC-SHA-1 is what all of them know. A code of the step before or after is taken too, for clocks
 * differ.
 */
final class Totp {

  static final int SECRET_BYTES = 20;

  private static final Duration STEP = Duration.ofSeconds(30);

  private Totp() {}

  /** The time step whose code this is, if it is near enough. */
  static OptionalLong step(byte[] secret, String code, Instant now) {
    long current = now.getEpochSecond() / STEP.toSeconds();
    OptionalLong found = OptionalLong.empty();
    for (long step = current - 1; step <= current + 1; step++) {
      if (same(code(secret, step), code)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The code of a step: 6 digits. */
  static String code(byte[] secret, long step) {
    try {
      return new HmacOneTimePasswordGenerator()
          .generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), step);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("Every text of bytes is a key for HMAC", e);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
