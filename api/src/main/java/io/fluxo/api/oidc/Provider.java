package io.fluxo.api.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.fluxo.api.oidc.Discovery.Published;
import io.fluxo.api.problem.Refused;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One provider, asked by the authorization code flow (OpenID Connect Core 1.0, section 3.1). */
final class Provider implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

  /** One question to the provider. */
  private interface Question<T> {
    T ask(Published published) throws IOException, ParseException, BadJOSEException, JOSEException;
  }

  private final String name;
  private final ProviderSettings settings;
  private final ProviderHttp http;
  private final Discovery discovery;
  private final IdTokens tokens;
  private final UserInfos people;

  Provider(String name, ProviderSettings settings, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.http = new ProviderHttp();
    this.discovery = new Discovery(settings.issuer(), http, clock);
    this.tokens = new IdTokens(settings.clientId(), clock);
    this.people = new UserInfos(http);
  }

  ProviderSettings settings() {
    return settings;
  }

  /**
   * Where the browser is sent to.
   *
   * @throws Refused where the provider cannot be asked
   */
  URI authorization(Attempt attempt) {
    return answer(
        published ->
            new AuthenticationRequest.Builder(
                    ResponseType.CODE,
                    new Scope(settings.scopes().toArray(String[]::new)),
                    new ClientID(settings.clientId()),
                    URI.create(attempt.redirectUri()))
                .endpointURI(published.metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI());
  }

  /**
   * Makes sure that the browser comes from this provider and no other (RFC 9207).
   *
   * @param issuer who sent it, by its own word; null where nobody says
   * @throws Refused where another did, or nobody says although the provider always does
   */
  void requireSender(@Nullable String issuer) {
    boolean right =
        answer(
            published ->
                issuer == null
                    ? !published.metadata().supportsAuthorizationResponseIssuerParam()
                    : issuer.equals(settings.issuer()));
    if (!right) {
      throw OidcProblems.untrusted();
    }
  }

  /**
   * Who came back with the code.
   *
   * @throws Refused where the provider cannot be asked, does not take the code, or gives a token
   *     that does not hold
   */
  Vouched vouched(Attempt attempt, String code) {
    return answer(
        published -> {
          OIDCTokens given = exchanged(attempt, code, published);
          if (given.getIDToken() == null) {
            throw new ParseException("Expected an ID token, but there is none");
          }
          JWTClaimsSet claims =
              tokens.checked(
                  given.getIDToken(), given.getAccessToken(), attempt.nonce(), published);
          return people.vouched(claims, given.getAccessToken(), published.metadata());
        });
  }

  private OIDCTokens exchanged(Attempt attempt, String code, Published published)
      throws IOException, ParseException {
    TokenRequest request =
        new TokenRequest.Builder(
                published.metadata().getTokenEndpointURI(),
                new ClientSecretBasic(
                    new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code),
                    URI.create(attempt.redirectUri()),
                    new CodeVerifier(attempt.verifier())))
            .build();
    HTTPResponse answer = request.toHTTPRequest().send(http);
    if (answer.getStatusCode() >= 500) {
      throw new IOException("Expected tokens, but got status " + answer.getStatusCode());
    }
    TokenResponse read = OIDCTokenResponseParser.parse(answer);
    if (read instanceof OIDCTokenResponse success) {
      return success.getOIDCTokens();
    }
    String error = read.toErrorResponse().getErrorObject().getCode();
    if (OAuth2Error.INVALID_GRANT.getCode().equals(error)) {
      throw OidcProblems.begin(); // the code was used before, is too old, or was another's
    }
    throw new ParseException("Expected tokens, but got an error: are the client's settings right?");
  }

  private <T> T answer(Question<T> question) {
    try {
      return question.ask(discovery.published());
    } catch (IOException | JOSEException e) {
      LOG.warn("The provider {} cannot be asked: {}", name, reason(e));
      throw OidcProblems.unavailable();
    } catch (ParseException | BadJOSEException | IllegalArgumentException e) {
      LOG.warn("What came from the provider {} does not hold: {}", name, reason(e));
      throw OidcProblems.untrusted();
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /** For the operator: the library's words may hold some of the provider's. */
  private static String reason(Exception thrown) {
    String text = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 200 ? line.substring(0, 200) : line;
  }
}
