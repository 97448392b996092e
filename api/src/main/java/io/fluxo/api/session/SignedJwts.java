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
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens with a signature of this installation. One algorithm, one type for each use and keys of
 * our own: nothing that a token says of how to check it is followed (RFC 8725).
 *
 * @param type of the tokens of one use
 * @param audience of the same use
 */
record SignedJwts(SigningKeys keys, JOSEObjectType type, String audience) {

  private static final String ISSUER = "fluxo";

  /** The signed token; issuer and audience are added. */
  String sign(JWTClaimsSet claims) {
    ECKey key = keys.signing();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder(claims).issuer(ISSUER).audience(audience).build());
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("Expected to sign with a key of ours", e);
    }
    return jwt.serialize();
  }

  /** What a genuine token of this use says, over or not; null for every other text. */
  @Nullable JWTClaimsSet read(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
          || !type.equals(header.getType())
          || header.getKeyID() == null
          || header.getCriticalParams() != null) {
        return null;
      }
      ECKey key = keys.verifying(header.getKeyID());
      if (key == null || !jwt.verify(new ECDSAVerifier(key))) {
        return null;
      }
      JWTClaimsSet said = jwt.getJWTClaimsSet();
      boolean ours = ISSUER.equals(said.getIssuer()) && said.getAudience().contains(audience);
      return ours ? said : null;
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return null;
    }
  }
}
