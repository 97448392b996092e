package io.fluxo.api.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Begins logins and remembers them in the browser, sealed, so that every node can end what another
 * one began.
 */
@Component
final class Attempts {

  /** How long somebody may take to log in at the provider. */
  static final Duration LIVES = Duration.ofMinutes(10);

  private static final int LONGEST = 4_096;
  private static final int CHANCE_BYTES = 32;

  private final Sealing sealing;
  private final ObjectMapper mapper;
  private final InstantSource clock;
  private final SecureRandom random;

  Attempts(Sealing sealing, ObjectMapper mapper, InstantSource clock, SecureRandom random) {
    this.sealing = sealing;
    this.mapper = mapper;
    this.clock = clock;
    this.random = random;
  }

  /** A new one. */
  Attempt begin(String redirectUri) {
    return new Attempt(chance(), chance(), chance(), redirectUri, clock.instant().plus(LIVES));
  }

  /** The attempt as the browser keeps it; it is good for this provider only. */
  String seal(String provider, Attempt attempt) {
    try {
      return sealing.seal(Context.NOBODY, purpose(provider), mapper.writeValueAsBytes(attempt));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and times can be written", e);
    }
  }

  /** What the browser kept; null where it is another provider's, was changed, or is over. */
  @Nullable Attempt open(String provider, @Nullable String sealed) {
    if (sealed == null || sealed.length() > LONGEST) {
      return null;
    }
    try {
      byte[] open = sealing.open(Context.NOBODY, purpose(provider), sealed);
      Attempt attempt = mapper.readValue(open, Attempt.class);
      return clock.instant().isBefore(attempt.ends()) ? attempt : null;
    } catch (SealingException | IOException e) {
      return null;
    }
  }

  private String chance() {
    byte[] bytes = new byte[CHANCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String purpose(String provider) {
    return "oidc-login:" + provider;
  }
}
