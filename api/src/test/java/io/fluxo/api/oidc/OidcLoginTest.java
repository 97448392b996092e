package io.fluxo.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.access.Role;
import io.fluxo.api.member.AccountTable;
import io.fluxo.api.member.Members;
import io.fluxo.api.member.Members.Newcomer;
import io.fluxo.api.tenant.Tenants;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People get in by a real authorization server, each step as a browser takes it. */
class OidcLoginTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PATH = "/api/v1/auth/oidc/";

  private static RealProvider provider;
  private static RunningFluxo fluxo;
  private static FluxoClient admin;

  private Browser browser;

  @BeforeAll
  static void start() throws IOException {
    provider = new RealProvider();
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    fluxo =
        RunningFluxo.with(
            // corp: people are added by hand; open: they get accounts; acme: of another tenant
            "fluxo.oidc.corp.issuer=" + provider.issuer(),
            "fluxo.oidc.corp.client-id=corp-client",
            "fluxo.oidc.corp.client-secret=" + RealProvider.secret("corp-client"),
            "fluxo.oidc.open.issuer=" + provider.issuer(),
            "fluxo.oidc.open.client-id=" + RealProvider.TERSE,
            "fluxo.oidc.open.client-secret=" + RealProvider.secret(RealProvider.TERSE),
            "fluxo.oidc.open.provision=true",
            "fluxo.oidc.open.domains=corp.example",
            "fluxo.oidc.acme.issuer=" + provider.issuer(),
            "fluxo.oidc.acme.client-id=acme-client",
            "fluxo.oidc.acme.client-secret=" + RealProvider.secret("acme-client"),
            "fluxo.oidc.acme.tenant=acme",
            "fluxo.oidc.acme.provision=true",
            "fluxo.oidc.acme.role=manager",
            "fluxo.oidc.down.issuer=http://127.0.0.1:" + nobody,
            "fluxo.oidc.down.client-id=down-client",
            "fluxo.oidc.down.client-secret=" + RealProvider.secret("down-client"));
    admin = fluxo.client();
    provider.register("corp-client", at("corp/callback").toString());
    provider.register(RealProvider.TERSE, at("open/callback").toString());
    provider.register("acme-client", at("acme/callback").toString());
    fluxo.bean(Tenants.class).add("acme", "Acme", Context.of("test", "c"));
  }

  @AfterAll
  static void stop() {
    fluxo.close();
    provider.close();
  }

  @BeforeEach
  void newBrowser() {
    browser = new Browser();
  }

  @Test
  void theProvidersAreListedByName() {
    Answer answer = admin.with(null).get("/api/v1/auth/oidc");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body())
        .isEqualTo("{\"providers\":[\"acme\",\"corp\",\"down\",\"open\"]}");
  }

  @Test
  void theStartSendsTheBrowserOnWithAllThatProtectsTheLogin() {
    HttpResponse<String> answer = browser.get(at("corp/start"));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .startsWith(provider.issuer() + "/oauth2/authorize?")
        .contains("response_type=code", "code_challenge_method=S256", "code_challenge=")
        .contains("state=", "nonce=", "scope=openid+email+profile", "client_id=corp-client");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-fluxo-login=fs1.")
        .contains("Path=/;", "Max-Age=600", "Secure", "HttpOnly", "SameSite=Lax")
        .doesNotContain("Domain");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
  }

  @Test
  void aMemberGetsInByTheirVerifiedAddressAndLaterByTheSubject() {
    String id = member("ana@corp.example");
    provider.knows("ana", "Ana@Corp.example", true);
    HttpResponse<String> first = browser.get(logIn("corp", "ana"));
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    JsonNode tokens = json(first);
    assertThat(tokens.at("/member/id").asText()).isEqualTo(id);
    assertThat(browser.cookies(at("corp/start"))).isEmpty();
    FluxoClient ana = admin.with(tokens.path("accessToken").asText());
    assertThat(ana.get("/api/v1/auth/me").body().path("actor").asText()).isEqualTo("user:" + id);
    assertThat(ana.get("/api/v1/auth/sessions").body().at("/items/0/method").asText())
        .isEqualTo("oidc:corp");
    Answer refreshed =
        admin.post(
            "/api/v1/auth/refresh",
            "{\"refreshToken\":\"%s\"}".formatted(tokens.path("refreshToken").asText()));
    assertThat(refreshed.status()).as(refreshed.raw().body()).isEqualTo(200);

    provider.knows("ana", "ana.married@elsewhere.example", false);
    newBrowser();
    assertThat(json(browser.get(logIn("corp", "ana"))).at("/member/id").asText()).isEqualTo(id);
    assertThat(json(browser.get(logIn("corp", "ana"))).at("/member/email").asText())
        .isEqualTo("ana@corp.example");
  }

  @Test
  void theOneTimePasswordOfWhoGotInByAProviderIsGone() {
    Answer added = add("otto@corp.example");
    provider.knows("otto", "otto@corp.example", true);
    assertThat(browser.get(logIn("corp", "otto")).statusCode()).isEqualTo(200);
    Answer byPassword =
        admin.post(
            "/api/v1/auth/password",
            """
            {"email":"otto@corp.example","password":"%s","newPassword":"a phrase of many words"}
            """
                .formatted(added.body().path("oneTimePassword").asText()));
    assertThat(byPassword.status()).isEqualTo(401);
  }

  @Test
  void theProviderVouchesSoNoSecondFactorIsAskedFor() {
    String id = member("toto@corp.example");
    fluxo
        .bean(AccountTable.class)
        .secondFactor("default", id, "sealed", fluxo.bean(Clock.class).instant(), 0);
    provider.knows("toto", "toto@corp.example", true);
    JsonNode tokens = json(browser.get(logIn("corp", "toto")));
    assertThat(tokens.at("/member/id").asText()).isEqualTo(id);
    assertThat(tokens.at("/member/secondFactor").asBoolean()).isTrue();
  }

  @Test
  void whoTakesOverAnAddressAtTheProviderDoesNotTakeOverTheAccount() {
    member("shared@corp.example");
    provider.knows("before", "shared@corp.example", true);
    assertThat(browser.get(logIn("corp", "before")).statusCode()).isEqualTo(200);
    provider.knows("after", "shared@corp.example", true);
    newBrowser();
    refused(browser.get(logIn("corp", "after")), 403, "no_account");
    newBrowser();
    // Neither where accounts are made for whoever is not known.
    refused(browser.get(logIn("open", "after")), 403, "no_account");
  }

  @Test
  void somebodyUnknownIsRefusedWhereNobodyGetsAnAccount() {
    provider.knows("uma", "uma@corp.example", true);
    refused(browser.get(logIn("corp", "uma")), 403, "no_account");
  }

  @Test
  void somebodyUnknownGetsAnAccountWhereTheOperatorWantsIt() {
    provider.knows("nina", "Nina@corp.example", true);
    JsonNode tokens = json(browser.get(logIn("open", "nina")));
    assertThat(tokens.at("/member/email").asText()).isEqualTo("nina@corp.example");
    assertThat(tokens.at("/member/name").asText()).isEqualTo("Person nina");
    assertThat(tokens.at("/member/roles").toString()).isEqualTo("[\"agent\"]");
    assertThat(tokens.at("/member/tenant").asText()).isEqualTo("default");
    newBrowser();
    JsonNode again = json(browser.get(logIn("open", "nina")));
    assertThat(again.at("/member/id")).isEqualTo(tokens.at("/member/id"));
    Answer byPassword =
        admin.post(
            "/api/v1/auth/login", "{\"email\":\"nina@corp.example\",\"password\":\"anything\"}");
    assertThat(byPassword.status()).isEqualTo(401);
    assertThat(admin.get("/api/v1/events").raw().body()).contains("\"oidc:open\"");
  }

  @Test
  void anAddressOfAnotherDomainGetsNoAccount() {
    provider.knows("dora", "dora@corp.example.evil.example", true);
    refused(browser.get(logIn("open", "dora")), 403, "no_account");
  }

  @Test
  void anAddressThatTheProviderDidNotVerifyIsWorthNothing() {
    String id = member("victor@corp.example");
    provider.knows("mallory", "victor@corp.example", false);
    refused(browser.get(logIn("corp", "mallory")), 403, "no_account");
    newBrowser();
    refused(browser.get(logIn("open", "mallory")), 403, "no_account");
    assertThat(admin.get("/api/v1/events?type=flx.login.refused").raw().body())
        .contains("address_not_verified", id);
  }

  @Test
  void lettersThatLookLikeOthersLinkNothing() {
    member("kim@corp.example");
    provider.knows("kelvin", "\u212Aim@corp.example", true); // the sign of kelvin, in lower case k
    refused(browser.get(logIn("corp", "kelvin")), 403, "no_account");
  }

  @Test
  void withoutTheCookieTheLoginWasNotBegunHere() {
    provider.knows("cleo", "cleo@corp.example", true);
    URI back = logIn("corp", "cleo");
    refused(new Browser().get(back), 400, "login_not_begun");
  }

  @Test
  void aStateThatIsMissingOrAnotherIsRefused() {
    provider.knows("cleo", "cleo@corp.example", true);
    for (String state : List.of("", "&state=", "&state=" + "A".repeat(43))) {
      newBrowser();
      String back = logIn("corp", "cleo").toString();
      URI changed = URI.create(back.replaceAll("&state=[^&]*", "") + state);
      refused(browser.get(changed), 400, "login_not_begun");
    }
  }

  @Test
  void aTamperedCookieIsRefused() {
    provider.knows("cleo", "cleo@corp.example", true);
    for (String damage : List.of("first", "last", "short", "none", "nonsense")) {
      newBrowser();
      URI back = logIn("corp", "cleo");
      String kept = browser.cookies(back).get(OidcController.COOKIE);
      String changed =
          switch (damage) {
            case "first" -> "fs2" + kept.substring(3);
            case "last" ->
                kept.substring(0, kept.length() - 6) + "AAAA" + kept.substring(kept.length() - 2);
            case "short" -> kept.substring(0, kept.length() - 8);
            case "none" -> "";
            default -> "%%%.{}";
          };
      browser.cookies(back).put(OidcController.COOKIE, changed);
      refused(browser.get(back), 400, "login_not_begun");
    }
  }

  @Test
  void anExpiredCookieIsRefused() {
    member("late@corp.example");
    provider.knows("late", "late@corp.example", true);
    URI back = logIn("corp", "late");
    Sealing sealing = fluxo.bean(Sealing.class);
    ObjectMapper mapper = fluxo.bean(ObjectMapper.class);
    Attempt attempt =
        new Attempts(sealing, mapper, fluxo.bean(Clock.class), new SecureRandom())
            .open("corp", browser.cookies(back).get(OidcController.COOKIE));
    InstantSource before =
        InstantSource.offset(
            fluxo.bean(Clock.class), Attempts.LIVES.plus(Duration.ofSeconds(1)).negated());
    Attempts then = new Attempts(sealing, mapper, before, new SecureRandom());
    Attempt old =
        new Attempt(
            attempt.state(),
            attempt.nonce(),
            attempt.verifier(),
            attempt.redirectUri(),
            then.begin("x").ends());
    browser.cookies(back).put(OidcController.COOKIE, then.seal("corp", old));
    refused(browser.get(back), 400, "login_not_begun");
    // The same, but in time, lets in: it was the time.
    browser.cookies(back).put(OidcController.COOKIE, then.seal("corp", attempt));
    assertThat(browser.get(back).statusCode()).isEqualTo(200);
  }

  @Test
  void theWayBackIsGoodForOnce() {
    member("rita@corp.example");
    provider.knows("rita", "rita@corp.example", true);
    URI back = logIn("corp", "rita");
    String kept = browser.cookies(back).get(OidcController.COOKIE);
    assertThat(browser.get(back).statusCode()).isEqualTo(200);
    refused(browser.get(back), 400, "login_not_begun");
    // Whoever kept the cookie fails at the provider, which takes no code twice.
    browser.cookies(back).put(OidcController.COOKIE, kept);
    refused(browser.get(back), 400, "login_not_begun");
  }

  @Test
  void anAnswerThatAnotherProviderSentIsRefused() {
    member("mia@corp.example");
    provider.knows("mia", "mia@corp.example", true);
    URI back = logIn("corp", "mia");
    URI mixed = URI.create(back + "&iss=" + Browser.encoded("https://evil.example"));
    refused(browser.get(mixed), 502, "provider_answer");
  }

  @Test
  void whatTheProviderSaysOfAnErrorIsNotRepeated() {
    String start = browser.get(at("corp/start")).headers().firstValue("Location").orElseThrow();
    String state = start.replaceAll(".*[?&]state=([^&]+).*", "$1");
    String said = "?error=access_denied&error_description=canary-9c2d&state=" + state;
    HttpResponse<String> answer = browser.get(at("corp/callback" + said));
    refused(answer, 403, "login_denied");
    assertThat(answer.body()).doesNotContain("canary");
  }

  @Test
  void aBlockedAccountStaysOutside() {
    String id = member("bob@corp.example");
    provider.knows("bob", "bob@corp.example", true);
    assertThat(browser.get(logIn("corp", "bob")).statusCode()).isEqualTo(200);
    patch("/api/v1/members/" + id, "{\"state\":\"blocked\"}");
    newBrowser();
    refused(browser.get(logIn("corp", "bob")), 403, "no_account");
    assertThat(admin.get("/api/v1/events?type=flx.login.refused").raw().body())
        .contains("\"blocked\"", id);
  }

  @Test
  void aBlockedAccountIsNotLinkedEither() {
    String id = member("bill@corp.example");
    patch("/api/v1/members/" + id, "{\"state\":\"blocked\"}");
    provider.knows("bill", "bill@corp.example", true);
    refused(browser.get(logIn("corp", "bill")), 403, "no_account");
    patch("/api/v1/members/" + id, "{\"state\":\"active\"}");
    provider.knows("bill", "bill@corp.example", false);
    newBrowser();
    refused(browser.get(logIn("corp", "bill")), 403, "no_account");
  }

  @Test
  void nobodyEntersATenantThatIsSuspended() {
    Context context = Context.of("test", "c").within("acme", "main", "test");
    fluxo
        .bean(Members.class)
        .add(
            new Newcomer("may@acme.example", "May", List.of(Role.AGENT), List.of(), null), context);
    provider.knows("may", "may@acme.example", true);
    provider.knows("new", "new@acme.example", true);
    JsonNode tokens = json(browser.get(logIn("acme", "may")));
    assertThat(tokens.at("/member/tenant").asText()).isEqualTo("acme");
    patch("/api/v1/tenants/acme", "{\"state\":\"suspended\"}");
    newBrowser();
    refused(browser.get(logIn("acme", "may")), 403, "no_account");
    newBrowser();
    refused(browser.get(logIn("acme", "new")), 403, "no_account");
    patch("/api/v1/tenants/acme", "{\"state\":\"active\"}");
    newBrowser();
    JsonNode made = json(browser.get(logIn("acme", "new")));
    assertThat(made.at("/member/roles").toString()).isEqualTo("[\"manager\"]");
  }

  @Test
  void aNewKeyOfTheProviderIsFetched() {
    member("kate@corp.example");
    provider.knows("kate", "kate@corp.example", true);
    assertThat(browser.get(logIn("corp", "kate")).statusCode()).isEqualTo(200);
    provider.rotate("second");
    newBrowser();
    HttpResponse<String> answer = browser.get(logIn("corp", "kate"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void aProviderThatIsDownIsAProblemThatEnds() {
    HttpResponse<String> answer = browser.get(at("down/start"));
    refused(answer, 503, "provider_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void aProviderThatThereIsNotIsNotFound() {
    refused(browser.get(at("nobody/start")), 404, "not_found");
    refused(browser.get(at("nobody/callback?code=c&state=s")), 404, "not_found");
  }

  private URI logIn(String name, String user) {
    return browser.logIn(at(name + "/start"), user, name + "/callback");
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer).path("code").asText()).isEqualTo(code);
    assertThat(answer.body()).doesNotContain(RealProvider.SECRET, "accessToken", "Exception");
  }

  private static URI at(String rest) {
    return URI.create("http://127.0.0.1:" + admin.port() + PATH + rest);
  }

  private static String member(String email) {
    return add(email).body().at("/member/id").asText();
  }

  private static Answer add(String email) {
    Answer made =
        admin.post(
            "/api/v1/members",
            "{\"name\":\"Somebody\",\"email\":\"%s\",\"roles\":[\"agent\"]}".formatted(email));
    assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
    return made;
  }

  private static void patch(String path, String body) {
    Answer answer =
        admin.send(
            admin
                .request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
