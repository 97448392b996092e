package io.fluxo.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.RunningFluxo;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider, or whoever stands between, could give and nobody may take. */
class ForgedIdTokenTest {

  private static final String CLIENT = "fluxo-client";
  private static final String SECRET = "a secret: of/two+words";

  private static ForgingProvider provider;
  private static ForgingProvider weak;
  private static RunningFluxo fluxo;
  private static FluxoClient admin;

  private Browser browser;
  private String nonce;
  private String back;

  @BeforeAll
  static void start() {
    provider =
        new ForgingProvider(JWSAlgorithm.RS256, JWSAlgorithm.HS256, new JWSAlgorithm("none"));
    weak = new ForgingProvider(JWSAlgorithm.HS256, new JWSAlgorithm("none"));
    fluxo =
        RunningFluxo.with(
            "fluxo.oidc.forger.issuer=" + provider.issuer(),
            "fluxo.oidc.forger.client-id=" + CLIENT,
            "fluxo.oidc.forger.client-secret=" + SECRET,
            "fluxo.oidc.forger.provision=true",
            "fluxo.oidc.twin.issuer=" + provider.issuer(),
            "fluxo.oidc.twin.client-id=" + CLIENT,
            "fluxo.oidc.twin.client-secret=" + SECRET,
            "fluxo.oidc.twin.provision=true",
            "fluxo.oidc.weak.issuer=" + weak.issuer(),
            "fluxo.oidc.weak.client-id=" + CLIENT,
            "fluxo.oidc.weak.client-secret=" + SECRET);
    admin = fluxo.client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
    provider.close();
    weak.close();
  }

  @BeforeEach
  void begin() {
    browser = new Browser();
    HttpResponse<String> started = browser.get(at("forger/start"));
    Map<String, String> asked = new TreeMap<>();
    String query = started.headers().firstValue("Location").orElseThrow().split("\\?", 2)[1];
    for (String pair : query.split("&")) {
      asked.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    nonce = asked.get("nonce");
    back =
        "forger/callback?code=code-canary-31f0&state=%s&iss=%s"
            .formatted(asked.get("state"), Browser.encoded(provider.issuer()));
  }

  @Test
  void aTokenThatHoldsLetsIn() {
    provider.gives(signed(claims -> {}));
    HttpResponse<String> answer = browser.get(at(back));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("canary");
    String credentials = encoded(CLIENT) + ":" + encoded(SECRET);
    assertThat(provider.lastRequest())
        .startsWith(
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
        .contains("grant_type=authorization_code", "code_verifier=", "code=code-canary-31f0");
  }

  @Test
  void aTokenForSeveralIsTakenWhereItSaysThatWeAskedForIt() {
    provider.gives(
        signed(claims -> claims.audience(List.of(CLIENT, "other")).claim("azp", CLIENT)));
    assertThat(browser.get(at(back)).statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenOfAnotherNonceIsRefused() {
    refusedWith(claims -> claims.claim("nonce", "another"));
  }

  @Test
  void aTokenWithoutANonceIsRefused() {
    refusedWith(claims -> claims.claim("nonce", null));
  }

  @Test
  void aTokenForSomebodyElseIsRefused() {
    refusedWith(claims -> claims.audience("other"));
  }

  @Test
  void aTokenForSeveralThatDoesNotSayWhoAskedIsRefused() {
    refusedWith(claims -> claims.audience(List.of(CLIENT, "other")));
  }

  @Test
  void aTokenThatSomebodyElseAskedForIsRefused() {
    refusedWith(claims -> claims.audience(List.of(CLIENT, "other")).claim("azp", "other"));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    refusedWith(claims -> claims.issuer("https://evil.example"));
  }

  @Test
  void aTokenThatIsOverIsRefused() {
    refusedWith(claims -> claims.expirationTime(in(Duration.ofSeconds(-90))));
  }

  @Test
  void aTokenThatNeverEndsIsRefused() {
    refusedWith(claims -> claims.expirationTime(null));
  }

  @Test
  void aTokenOfTheFutureIsRefused() {
    refusedWith(claims -> claims.issueTime(in(Duration.ofMinutes(5))));
    begin();
    refusedWith(claims -> claims.notBeforeTime(in(Duration.ofMinutes(5))));
  }

  @Test
  void aTokenThatWasMadeLongAgoIsRefused() {
    refusedWith(claims -> claims.issueTime(in(Duration.ofHours(-1))));
  }

  @Test
  void aTokenOfAnotherAccessTokenIsRefused() {
    refusedWith(claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"));
  }

  @Test
  void aTokenWithoutASubjectIsRefused() {
    refusedWith(claims -> claims.subject(null));
  }

  @Test
  void aTokenThatNobodySignedIsRefused() {
    provider.gives(new PlainJWT(claims(each -> {})).serialize());
    refused(at(back), 502, "provider_answer");
  }

  @Test
  void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
    byte[] known = provider.key().toRSAPublicKey().getEncoded();
    provider.gives(signed(JWSAlgorithm.HS256, new MACSigner(known), each -> {}));
    refused(at(back), 502, "provider_answer");
    begin();
    byte[] secret = SECRET.repeat(2).getBytes(StandardCharsets.UTF_8);
    provider.gives(signed(JWSAlgorithm.HS256, new MACSigner(secret), each -> {}));
    refused(at(back), 502, "provider_answer");
  }

  @Test
  void aTokenSignedWithAnotherKeyOfTheSameNameIsRefused() throws JOSEException {
    RSAKey other = new RSAKeyGenerator(2048).keyID("forger").generate();
    provider.gives(signed(JWSAlgorithm.RS256, new RSASSASigner(other), each -> {}));
    refused(at(back), 502, "provider_answer");
  }

  @Test
  void aTokenWhoseClaimsWereChangedIsRefused() {
    String[] parts = signed(each -> {}).split("\\.");
    String changed = claims(each -> each.subject("admin")).toString();
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(changed.getBytes(StandardCharsets.UTF_8));
    provider.gives(String.join(".", parts));
    refused(at(back), 502, "provider_answer");
  }

  @Test
  void aProviderThatSignsWithSharedSecretsOnlyIsNotAsked() {
    refused(at("weak/start"), 502, "provider_answer");
  }

  @Test
  void somebodyElseFromTheUserInfoEndpointIsRefused() {
    provider.describes("{\"sub\":\"admin\",\"email\":\"a@x.example\",\"email_verified\":true}");
    refusedWith(claims -> claims.claim("email", null));
  }

  @Test
  void aWordForVerifiedIsNotTheTruth() {
    provider.gives(signed(claims -> claims.claim("email_verified", "true")));
    refused(at(back), 403, "no_account");
  }

  @Test
  void anAnswerThatDoesNotSayWhoseItIsIsRefusedWhereTheProviderAlwaysSays() {
    provider.gives(signed(each -> {}));
    refused(at(back.replaceAll("&iss=.*", "")), 502, "provider_answer");
  }

  @Test
  void theCookieOfAnotherProviderIsRefused() {
    provider.gives(signed(each -> {}));
    refused(at(back.replace("forger/", "twin/")), 400, "login_not_begun");
  }

  @Test
  void whatIsNoTokensAtAllIsRefused() {
    for (String body :
        List.of("", "canary{", "[]", "{\"canary\":1}", "{\"access_token\":\"canary\"}")) {
      provider.givesInstead(200, body);
      refused(at(back), 502, "provider_answer");
      begin();
    }
    for (String body : List.of("", "{}", "canary", "{\"error\":7}")) {
      provider.givesInstead(400, body);
      refused(at(back), 502, "provider_answer");
      begin();
    }
    provider.givesInstead(401, "{\"error\":\"invalid_client\",\"error_description\":\"canary\"}");
    refused(at(back), 502, "provider_answer");
  }

  @Test
  void aRedirectIsNotFollowed() {
    String token = signed(each -> {});
    provider.describes(ForgingProvider.tokens(token));
    provider.givesInstead(302, "");
    refused(at(back), 502, "provider_answer");
  }

  @Test
  void aProviderThatFailsOrNeverEndsIsUnavailable() {
    provider.givesInstead(500, "canary");
    refused(at(back), 503, "provider_unavailable");
    begin();
    provider.givesInstead(200, "{\"canary\":\"" + "x".repeat(ProviderHttp.MOST_BYTES) + "\"}");
    refused(at(back), 503, "provider_unavailable");
  }

  private void refusedWith(Consumer<JWTClaimsSet.Builder> change) {
    provider.gives(signed(change));
    refused(at(back), 502, "provider_answer");
  }

  private void refused(URI address, int status, String code) {
    int before = members();
    HttpResponse<String> answer = browser.get(address);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"" + code + '"').doesNotContain("canary", SECRET);
    assertThat(members()).as("nobody got an account").isEqualTo(before);
  }

  private static int members() {
    return admin.get("/api/v1/members?limit=100").body().path("items").size();
  }

  private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID("forger").build(),
            claims);
    token.sign(signer);
    return token.serialize();
  }

  private String signed(
      JWSAlgorithm algorithm, JWSSigner signer, Consumer<JWTClaimsSet.Builder> change)
      throws JOSEException {
    return signed(algorithm, signer, claims(change));
  }

  private String signed(Consumer<JWTClaimsSet.Builder> change) {
    try {
      return signed(JWSAlgorithm.RS256, new RSASSASigner(provider.key()), change);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    String subject = UUID.randomUUID().toString();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(provider.issuer())
            .subject(subject)
            .audience(CLIENT)
            .issueTime(in(Duration.ZERO))
            .expirationTime(in(Duration.ofMinutes(5)))
            .claim("nonce", nonce)
            .claim("email", subject + "@people.example")
            .claim("email_verified", true);
    change.accept(claims);
    return claims.build();
  }

  private static Date in(Duration time) {
    return Date.from(Instant.now().plus(time));
  }

  private static String encoded(String text) {
    return Browser.encoded(text);
  }

  private static URI at(String rest) {
    return URI.create("http://127.0.0.1:" + admin.port() + "/api/v1/auth/oidc/" + rest);
  }
}
