package io.fluxo.api.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fluxo.api.context.Ids;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes and reads access tokens (RFC 9068). One algorithm, one type, one audience and keys of our
 * own: nothing that the token says of how to check it is followed (RFC 8725).
 */
@Component
final class AccessJwt {

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final String ISSUER = "fluxo";
  private static final String AUDIENCE = "fluxo-api";
  private static final String TENANT = "tenant";
  private static final String SESSION = "sid";
  private static final String VERSION = "ver";

  /** Clocks of two nodes may differ by so much. */
  private static final long SKEW_SECONDS = 5;

  private final SigningKeys keys;
  private final Ids ids;

  AccessJwt(SigningKeys keys, Ids ids) {
    this.keys = keys;
    this.ids = ids;
  }

  /** The signed token. */
  String write(AccessClaims claims) {
    ECKey key = keys.signing();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(claims.account())
                .jwtID(ids.next())
                .issueTime(Date.from(claims.from()))
                .notBeforeTime(Date.from(claims.from()))
                .expirationTime(Date.from(claims.until()))
                .claim(TENANT, claims.tenant())
                .claim(SESSION, claims.session())
                .claim(VERSION, claims.version())
                .build());
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("Expected to sign with a key of ours", e);
    }
    return jwt.serialize();
  }

  /** What a genuine token says, over or not; null for every other text. */
  @Nullable AccessClaims read(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
          || !TYPE.equals(header.getType())
          || header.getKeyID() == null
          || header.getCriticalParams() != null) {
        return null;
      }
      ECKey key = keys.verifying(header.getKeyID());
      return key != null && jwt.verify(new ECDSAVerifier(key)) ? claims(jwt) : null;
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable AccessClaims claims(SignedJWT jwt) throws ParseException {
    JWTClaimsSet said = jwt.getJWTClaimsSet();
    boolean ours = ISSUER.equals(said.getIssuer()) && said.getAudience().contains(AUDIENCE);
    String tenant = said.getStringClaim(TENANT);
    String session = said.getStringClaim(SESSION);
    Integer version = said.getIntegerClaim(VERSION);
    Date from = said.getNotBeforeTime();
    Date until = said.getExpirationTime();
    if (!ours
        || tenant == null
        || session == null
        || version == null
        || said.getSubject() == null
        || from == null
        || until == null) {
      return null;
    }
    Instant begins = from.toInstant().minusSeconds(SKEW_SECONDS);
    return new AccessClaims(tenant, said.getSubject(), session, version, begins, until.toInstant());
  }
}
