package io.fluxo.api.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Describes who logged in: by the ID token, or where it names no address, by the UserInfo endpoint
 * (OpenID Connect Core 1.0, sections 5.3 and 5.4).
 */
final class UserInfos {

  private static final int LONGEST_SUBJECT = 255;

  private final ProviderHttp http;

  UserInfos(ProviderHttp http) {
    this.http = http;
  }

  /**
   * Who it is.
   *
   * @param claims of an ID token that holds
   * @throws IOException where the provider cannot be reached
   * @throws ParseException where it speaks of somebody else, or not as it must
   */
  Vouched vouched(JWTClaimsSet claims, AccessToken access, OIDCProviderMetadata metadata)
      throws IOException, ParseException {
    String subject = claims.getSubject();
    if (subject.isBlank()
        || subject.length() > LONGEST_SUBJECT
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw new ParseException("Expected a subject of at most 255 characters");
    }
    URI place = metadata.getUserInfoEndpointURI();
    if (claims.getClaim(UserInfo.EMAIL_CLAIM_NAME) == null && place != null) {
      UserInfo info = asked(place, access);
      if (info.getSubject() == null || !subject.equals(info.getSubject().getValue())) {
        throw new ParseException("Expected the same subject, but it is another");
      }
      return new Vouched(
          subject,
          info.getEmailAddress(),
          Boolean.TRUE.equals(info.getEmailVerified()),
          info.getName());
    }
    return new Vouched(
        subject,
        text(claims, UserInfo.EMAIL_CLAIM_NAME),
        Boolean.TRUE.equals(claims.getClaim(UserInfo.EMAIL_VERIFIED_CLAIM_NAME)),
        text(claims, UserInfo.NAME_CLAIM_NAME));
  }

  private UserInfo asked(URI place, AccessToken access) throws IOException, ParseException {
    HTTPResponse answer = new UserInfoRequest(place, access).toHTTPRequest().send(http);
    if (answer.getStatusCode() >= 500) {
      throw new IOException("Expected a person, but got status " + answer.getStatusCode());
    }
    answer.ensureStatusCode(HTTPResponse.SC_OK);
    return UserInfo.parse(answer.getBody());
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : null;
  }
}
