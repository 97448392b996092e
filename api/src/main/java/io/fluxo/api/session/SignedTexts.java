package io.fluxo.api.session;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs and reads what this installation hands out and wants to know again. A text of one kind is
 * never taken for one of another, nor for an access token.
 */
@Component
public final class SignedTexts {

  private static final int LONGEST = 2_048;

  /**
   * What a text says.
   *
   * @param claims by name
   * @param until when it ends
   */
  public record Said(Map<String, String> claims, Instant until) {
    public Said {
      claims = Map.copyOf(claims);
    }
  }

  private final SigningKeys keys;

  SignedTexts(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * A signed text: a compact JSON Web Signature (RFC 7515).
   *
   * @param kind a word for what it is for
   * @param said by names that RFC 7519 does not register; it ends within {@link
   *     SigningKeys#LONGEST_LIFE}
   */
  public String sign(String kind, Said said, Instant now) {
    if (said.until().isAfter(now.plus(SigningKeys.LONGEST_LIFE))) {
      throw new IllegalArgumentException("Expected a text to end before its key does");
    }
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issueTime(Date.from(now))
            .expirationTime(Date.from(said.until()));
    said.claims().forEach(claims::claim);
    return of(kind).sign(claims.build());
  }

  /** What a genuine text of the kind says, null for every other and for one that is over. */
  public @Nullable Said read(String kind, String text, Instant now) {
    JWTClaimsSet read = text.length() > LONGEST ? null : of(kind).read(text);
    Date until = read == null ? null : read.getExpirationTime();
    if (read == null || until == null || !until.toInstant().isAfter(now)) {
      return null;
    }
    Map<String, String> claims = new LinkedHashMap<>();
    try {
      for (String name : read.getClaims().keySet()) {
        if (!JWTClaimsSet.getRegisteredNames().contains(name)) {
          claims.put(name, read.getStringClaim(name));
        }
      }
    } catch (ParseException e) {
      return null;
    }
    return new Said(claims, until.toInstant());
  }

  private SignedJwts of(String kind) {
    return new SignedJwts(keys, new JOSEObjectType("fluxo-" + kind + "+jwt"), "fluxo-" + kind);
  }
}
