package io.fluxo.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.RunningFluxo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tokens that look almost right. */
class ForgedTokensTest {

  private static RunningFluxo fluxo;
  private static FluxoClient nobody;
  private static String genuine;
  private static ECKey key;

  @BeforeAll
  static void start() throws ParseException {
    fluxo = RunningFluxo.inNewFolder();
    nobody = fluxo.client().with(null);
    genuine =
        nobody
            .post(
                "/api/v1/auth/login",
                "{\"email\":\"admin@localhost\",\"password\":\"%s\"}"
                    .formatted(RunningFluxo.ADMIN_PASSWORD))
            .body()
            .path("accessToken")
            .asText();
    key = fluxo.bean(SigningKeys.class).signing();
    assertThat(status(genuine)).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void aTokenSignedAsOursIsTaken() throws Exception {
    assertThat(status(signed(UnaryOperator.identity(), UnaryOperator.identity()))).isEqualTo(200);
  }

  @Test
  void aChangedTokenIsRefused() {
    String[] parts = genuine.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = encoded(claims.replaceFirst("\"ver\":\\d+", "\"ver\":99"));
    assertThat(status(parts[0] + "." + other + "." + parts[2])).isEqualTo(401);
    String signature = (parts[2].charAt(0) == 'A' ? "B" : "A") + parts[2].substring(1);
    assertThat(status(parts[0] + "." + parts[1] + "." + signature)).isEqualTo(401);
    assertThat(status(parts[0] + "." + parts[1] + ".")).isEqualTo(401);
    assertThat(status(parts[0] + "." + parts[1] + "." + encoded("\0".repeat(64)))).isEqualTo(401);
  }

  @Test
  void aTokenThatIsOverOrNotYetIsRefused() throws Exception {
    Instant now = Instant.now();
    assertThat(status(signed(h -> h, c -> c.expirationTime(Date.from(now.minusSeconds(1))))))
        .isEqualTo(401);
    assertThat(status(signed(h -> h, c -> c.notBeforeTime(Date.from(now.plusSeconds(60))))))
        .isEqualTo(401);
  }

  @Test
  void aTokenForSomethingElseIsRefused() throws Exception {
    assertThat(status(signed(h -> h, c -> c.audience("other")))).isEqualTo(401);
    assertThat(status(signed(h -> h, c -> c.issuer("other")))).isEqualTo(401);
    assertThat(status(signed(h -> h.type(JOSEObjectType.JWT), c -> c))).isEqualTo(401);
    assertThat(status(signed(h -> h.type(null), c -> c))).isEqualTo(401);
    assertThat(status(signed(h -> h, c -> c.claim("sid", "0".repeat(26))))).isEqualTo(401);
    assertThat(status(signed(h -> h, c -> c.claim("tenant", "other")))).isEqualTo(401);
    assertThat(status(signed(h -> h, c -> c.subject("0".repeat(26))))).isEqualTo(401);
    assertThat(status(signed(h -> h, c -> c.claim("ver", 0)))).isEqualTo(401);
    assertThat(status(signed(h -> h, c -> c.claim("sid", null)))).isEqualTo(401);
    assertThat(status(signed(h -> h, c -> c.claim("ver", "one")))).isEqualTo(401);
  }

  @Test
  void aTextThatWasSignedOnTheLastDayOfAKeyIsGoodToItsEnd() {
    Instant last = Instant.now().plus(Duration.ofDays(29));
    Instant until = last.plus(Duration.ofDays(30));
    String text =
        textsAt(last).sign("letter", new SignedTexts.Said(Map.of("to", "zoe"), until), last);
    assertThat(textsAt(until.minusSeconds(60)).read("letter", text, until.minusSeconds(60)))
        .isNotNull();
    assertThat(textsAt(until).read("letter", text, until)).isNull();
    assertThat(textsAt(last).read("other", text, last)).isNull();
    assertThat(status(text)).isEqualTo(401);
  }

  private static SignedTexts textsAt(Instant now) {
    return new SignedTexts(
        new SigningKeys(
            fluxo.bean(JdbcTemplate.class), fluxo.bean(Sealing.class), () -> now, () -> "k"));
  }

  @Test
  void aTokenWithoutASignatureIsRefused() throws Exception {
    PlainJWT plain =
        new PlainJWT(
            new PlainHeader.Builder().type(new JOSEObjectType("at+jwt")).build(), claims().build());
    assertThat(status(plain.serialize())).isEqualTo(401);
    String header =
        encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + key.getKeyID() + "\"}");
    assertThat(status(header + "." + genuine.split("\\.")[1] + ".")).isEqualTo(401);
    assertThat(Algorithm.NONE.getName()).isEqualTo("none");
  }

  /** The public key is public: who takes it for the secret of an HMAC takes anything. */
  @Test
  void thePublicKeyIsNoSecret() throws Exception {
    byte[][] secrets = {
      key.toECPublicKey().getEncoded(),
      key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
    };
    for (byte[] secret : secrets) {
      assertThat(status(with(JWSAlgorithm.HS256, new MACSigner(secret), h -> h))).isEqualTo(401);
    }
  }

  @Test
  void aKeyOfSomebodyElseIsNone() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
    assertThat(status(with(JWSAlgorithm.ES256, new ECDSASigner(other), h -> h))).isEqualTo(401);
    assertThat(
            status(
                with(
                    JWSAlgorithm.ES256,
                    new ECDSASigner(other),
                    h -> h.jwk(other.toPublicJWK()).jwkURL(URI.create("http://127.0.0.1:1/jwks")))))
        .isEqualTo(401);
    assertThat(
            status(with(JWSAlgorithm.ES256, new ECDSASigner(other), h -> h.keyID("no-such-key"))))
        .isEqualTo(401);
    assertThat(status(with(JWSAlgorithm.ES256, new ECDSASigner(key), h -> h.keyID(null))))
        .isEqualTo(401);
    assertThat(
            status(
                with(
                    JWSAlgorithm.RS256,
                    new RSASSASigner(new RSAKeyGenerator(2048).generate()),
                    h -> h)))
        .isEqualTo(401);
    ECKey longer = new ECKeyGenerator(Curve.P_384).generate();
    assertThat(status(with(JWSAlgorithm.ES384, new ECDSASigner(longer), h -> h))).isEqualTo(401);
  }

  @Test
  void aCriticalParameterThatNobodyKnowsIsRefused() throws Exception {
    assertThat(
            status(
                signed(
                    h -> h.criticalParams(java.util.Set.of("exp")).customParam("exp", 1), c -> c)))
        .isEqualTo(401);
  }

  @Test
  void theKeysThatAreShownArePublic() {
    String shown = nobody.get("/.well-known/jwks.json").raw().body();
    assertThat(shown).contains(key.getKeyID()).contains("\"x\"").doesNotContain("\"d\"");
  }

  private static String signed(
      UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims)
      throws JOSEException, ParseException {
    SignedJWT jwt =
        new SignedJWT(
            header.apply(header(JWSAlgorithm.ES256)).build(), claims.apply(claims()).build());
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  private static String with(
      JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWSHeader.Builder> header)
      throws JOSEException, ParseException {
    SignedJWT jwt = new SignedJWT(header.apply(header(algorithm)).build(), claims().build());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(key.getKeyID());
  }

  /** What the genuine token says. */
  private static JWTClaimsSet.Builder claims() throws ParseException {
    return new JWTClaimsSet.Builder(SignedJWT.parse(genuine).getJWTClaimsSet());
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static int status(String token) {
    return nobody.with(token).get("/api/v1/auth/me").status();
  }
}
