package io.fluxo.api.session;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.fluxo.api.context.Ids;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes and reads access tokens (RFC 9068). */
@Component
final class AccessJwt {

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final String AUDIENCE = "fluxo-api";
  private static final String TENANT = "tenant";
  private static final String SESSION = "sid";
  private static final String VERSION = "ver";

  /** Clocks of two nodes may differ by so much. */
  private static final long SKEW_SECONDS = 5;

  private final SignedJwts tokens;
  private final Ids ids;

  AccessJwt(SigningKeys keys, Ids ids) {
    this.tokens = new SignedJwts(keys, TYPE, AUDIENCE);
    this.ids = ids;
  }

  /** The signed token. */
  String write(AccessClaims claims) {
    return tokens.sign(
        new JWTClaimsSet.Builder()
            .subject(claims.account())
            .jwtID(ids.next())
            .issueTime(Date.from(claims.from()))
            .notBeforeTime(Date.from(claims.from()))
            .expirationTime(Date.from(claims.until()))
            .claim(TENANT, claims.tenant())
            .claim(SESSION, claims.session())
            .claim(VERSION, claims.version())
            .build());
  }

  /** What a genuine token says, over or not; null for every other text. */
  @Nullable AccessClaims read(String token) {
    JWTClaimsSet said = tokens.read(token);
    try {
      return said == null ? null : claims(said);
    } catch (ParseException e) {
      return null;
    }
  }

  private static @Nullable AccessClaims claims(JWTClaimsSet said) throws ParseException {
    String tenant = said.getStringClaim(TENANT);
    String session = said.getStringClaim(SESSION);
    Integer version = said.getIntegerClaim(VERSION);
    Date from = said.getNotBeforeTime();
    Date until = said.getExpirationTime();
    if (tenant == null
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
