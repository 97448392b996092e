package io.fluxo.api.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import io.fluxo.api.oidc.Discovery.Published;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Checks ID tokens (OpenID Connect Core 1.0, section 3.1.3.7). */
final class IdTokens {

  /** Two clocks may differ by so much. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  /** An ID token is made for the login; one that is older comes from elsewhere. */
  private static final Duration OLDEST = Attempts.LIVES;

  /** The library reads the machine's clock. It is told to look away; {@link #requireTime} looks. */
  private static final int ANY_TIME = Integer.MAX_VALUE;

  private final String client;
  private final InstantSource clock;

  IdTokens(String client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * What a token says that holds.
   *
   * @param access the access token that came with it
   * @throws BadJOSEException where it does not hold
   * @throws JOSEException where it cannot be checked, for example without the provider's keys
   */
  JWTClaimsSet checked(JWT token, AccessToken access, String nonce, Published published)
      throws BadJOSEException, JOSEException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(published.algorithms(), published.keys()));
    IDTokenClaimsVerifier verifier =
        new IDTokenClaimsVerifier(
            published.metadata().getIssuer(), new ClientID(client), new Nonce(nonce), ANY_TIME);
    processor.setJWTClaimsSetVerifier((claims, nothing) -> verifier.verify(claims, nothing));
    JWTClaimsSet claims = processor.process(token, null);
    try {
      IDTokenClaimsSet read = new IDTokenClaimsSet(claims);
      requireOurs(read);
      requireTime(claims);
      AccessTokenHash hash = read.getAccessTokenHash();
      if (hash != null) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(token.getHeader().getAlgorithm().getName());
        AccessTokenValidator.validate(access, algorithm, hash);
      }
    } catch (ParseException | InvalidHashException e) {
      throw new BadJWTException("A claim is malformed, or the access token is another's", e);
    }
    return claims;
  }

  /**
   * A token that says who asked for it says that we did; one for several audiences says so. The
   * library leaves this to its users.
   */
  private void requireOurs(IDTokenClaimsSet claims) throws BadJWTException {
    AuthorizedParty asked = claims.getAuthorizedParty();
    boolean ours =
        asked == null ? claims.getAudience().size() == 1 : client.equals(asked.getValue());
    if (!ours) {
      throw new BadJWTException("The token was made for somebody else");
    }
  }

  private void requireTime(JWTClaimsSet claims) throws BadJWTException {
    Instant now = clock.instant();
    Instant made = claims.getIssueTime().toInstant();
    Instant ends = claims.getExpirationTime().toInstant();
    boolean begun =
        claims.getNotBeforeTime() == null
            || !claims.getNotBeforeTime().toInstant().isAfter(now.plus(SKEW));
    if (!now.isBefore(ends.plus(SKEW))
        || made.isAfter(now.plus(SKEW))
        || made.isBefore(now.minus(OLDEST).minus(SKEW))
        || !begun) {
      throw new BadJWTException("The token is not of now");
    }
  }
}
