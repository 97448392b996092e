package io.fluxo.api.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the provider publishes of itself (OpenID Connect Discovery 1.0): where its endpoints are,
 * how it signs, and its keys. It is asked for once an hour; a key that is not known is looked for
 * at once, but not more often than the library's limit lets through.
 */
final class Discovery {

  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration KEYS_FRESH = Duration.ofMinutes(5);
  private static final Duration KEYS_PATIENCE = Duration.ofSeconds(10);
  private static final Duration KEYS_PAUSE = Duration.ofSeconds(30);

  /** For so long nobody asks again who did not answer. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final String PLACE = "/.well-known/openid-configuration";

  /** How ID tokens may be signed: with keys that the provider alone has. */
  private static final List<JWSAlgorithm> ALLOWED =
      List.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /**
   * What was read.
   *
   * @param algorithms that an ID token may be signed with
   */
  record Published(
      OIDCProviderMetadata metadata,
      Set<JWSAlgorithm> algorithms,
      JWKSource<SecurityContext> keys,
      Instant until) {}

  private final String issuer;
  private final ProviderHttp http;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Published published;
  private volatile Instant notBefore = Instant.EPOCH;

  Discovery(String issuer, ProviderHttp http, InstantSource clock) {
    this.issuer = issuer;
    this.http = http;
    this.clock = clock;
  }

  /**
   * What the provider publishes.
   *
   * @throws IOException where it cannot be reached
   * @throws ParseException where it does not publish what it must, or calls itself another
   */
  Published published() throws IOException, ParseException {
    Published known = published;
    if (known != null && clock.instant().isBefore(known.until())) {
      return known;
    }
    // Few wait for a provider that does not answer; the others are told so.
    if (!locked()) {
      throw new IOException("Somebody else is asking");
    }
    try {
      Published since = published;
      return since != null && clock.instant().isBefore(since.until()) ? since : ask();
    } finally {
      asking.unlock();
    }
  }

  private boolean locked() throws IOException {
    try {
      return asking.tryLock(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The service is stopping", e);
    }
  }

  private Published ask() throws IOException, ParseException {
    if (clock.instant().isBefore(notBefore)) {
      throw new IOException("It did not answer a moment ago");
    }
    try {
      Published fresh = read();
      published = fresh;
      return fresh;
    } catch (IOException e) {
      notBefore = clock.instant().plus(PAUSE);
      throw e;
    }
  }

  private Published read() throws IOException, ParseException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    HTTPResponse answer = http.get(URI.create(base + PLACE));
    if (answer.getStatusCode() != HTTPResponse.SC_OK) {
      throw new IOException("Expected status 200, but got " + answer.getStatusCode());
    }
    OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.getBody());
    boolean safe =
        Endpoints.isSafe(metadata.getAuthorizationEndpointURI())
            && Endpoints.isSafe(metadata.getTokenEndpointURI())
            && Endpoints.isSafe(metadata.getJWKSetURI());
    if (!issuer.equals(metadata.getIssuer().getValue()) || !safe) {
      throw new ParseException("Expected the issuer as configured, with endpoints of https://");
    }
    return new Published(
        metadata,
        algorithms(metadata),
        keys(metadata.getJWKSetURI().toURL()),
        clock.instant().plus(FRESH));
  }

  private JWKSource<SecurityContext> keys(URL place) {
    Published before = published;
    if (before != null && place.toString().equals(before.metadata().getJWKSetURI().toString())) {
      return before.keys(); // so that its limit goes on counting
    }
    return JWKSourceBuilder.create(place, http)
        .cache(KEYS_FRESH.toMillis(), KEYS_PATIENCE.toMillis())
        .refreshAheadCache(false)
        .rateLimited(KEYS_PAUSE.toMillis())
        .build();
  }

  private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) throws ParseException {
    List<JWSAlgorithm> named = metadata.getIDTokenJWSAlgs();
    Set<JWSAlgorithm> allowed = new LinkedHashSet<>(ALLOWED);
    allowed.retainAll(named == null ? List.of(JWSAlgorithm.RS256) : named);
    if (allowed.isEmpty()) {
      throw new ParseException("Expected RS, PS or ES signatures, but there are none");
    }
    return allowed;
  }
}
