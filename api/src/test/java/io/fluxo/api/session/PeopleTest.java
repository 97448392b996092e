package io.fluxo.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.api.member.Account;
import io.fluxo.api.member.AccountTable;
import io.fluxo.api.problem.Refused;
import io.fluxo.messages.context.Context;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** How people get in, stay in and are put out. */
class PeopleTest {

  private static final String PASSWORD = "quiet river seven lamps";
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private static RunningFluxo fluxo;
  private static FluxoClient nobody;
  private static FluxoClient admin;

  /** Somebody who has logged in. */
  private record Person(String email, String id, String access, String refresh) {

    FluxoClient client() {
      return nobody.with(access);
    }

    static Person of(Answer answer) {
      assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
      JsonNode body = answer.body();
      return new Person(
          body.at("/member/email").asText(),
          body.at("/member/id").asText(),
          body.path("accessToken").asText(),
          body.path("refreshToken").asText());
    }
  }

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    nobody = fluxo.client().with(null);
    admin = Person.of(login("admin@localhost", RunningFluxo.ADMIN_PASSWORD)).client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void whoRegistersIsTheAdministratorOfATenantOfTheirOwn() {
    Answer answer = register("first@acme.example");
    assertThat(answer.status()).isEqualTo(201);
    Person first = Person.of(answer);
    JsonNode me = first.client().get("/api/v1/auth/me").body();
    assertThat(me.path("tenant").asText()).hasSize(26).isNotEqualTo("default");
    assertThat(me.path("permissions").toString())
        .contains("members:manage")
        .doesNotContain("tenants:manage");
    assertThat(first.client().get("/api/v1/members").body().path("items")).hasSize(1);
    // The same address in another tenant is somebody else.
    assertThat(register("first@acme.example").status()).isEqualTo(201);
    Answer which = login("first@acme.example", PASSWORD);
    assertThat(which.status()).isEqualTo(422);
    assertThat(which.body().at("/errors/0/pointer").asText()).isEqualTo("/tenant");
    Answer named =
        nobody.post(
            "/api/v1/auth/login",
            "{\"email\":\"First@ACME.example\",\"password\":\"%s\",\"tenant\":\"%s\"}"
                .formatted(PASSWORD, me.path("tenant").asText()));
    assertThat(Person.of(named).id()).isEqualTo(first.id());
  }

  @Test
  void passwordsThatAreGuessedFirstAreRefused() {
    for (String bad :
        List.of(
            "short", "password1234", "aaaaaaaaaaaaaaaa", "first@acme.example", "x".repeat(129))) {
      Answer answer =
          nobody.post(
              "/api/v1/auth/register",
              "{\"company\":\"A\",\"name\":\"N\",\"email\":\"first@acme.example\",\"password\":\"%s\"}"
                  .formatted(bad));
      assertThat(answer.status()).as(bad).isEqualTo(422);
      assertThat(answer.raw().body()).doesNotContain("\"" + bad + "\"");
    }
  }

  @Test
  void anUnknownAddressAndAWrongPasswordAreAnsweredAlike() {
    Person known = newcomer("agent");
    Answer wrong = login(known.email(), "not the password at all");
    Answer unknown = login("nobody-at-all@acme.example", "not the password at all");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(without(wrong)).isEqualTo(without(unknown));
  }

  @Test
  void whoGuessesIsSlowedDownWhetherThereIsSuchAnAccountOrNot() {
    Person known = newcomer("agent");
    for (String email : List.of(known.email(), "guessed@acme.example")) {
      List<Integer> answers =
          Stream.generate(() -> login(email, "wrong again and again").status())
              .limit(LoginThrottle.FREE + 1)
              .toList();
      assertThat(answers.subList(0, LoginThrottle.FREE)).containsOnly(401);
      assertThat(answers.getLast()).isEqualTo(429);
    }
    Answer even = login(known.email(), PASSWORD);
    assertThat(even.status()).as("the right password counts as little").isEqualTo(429);
    assertThat(even.raw().headers().firstValue("Retry-After")).isPresent();
    assertThat(known.client().get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void theWaitGrowsAndIsBounded() {
    assertThat(LoginThrottle.pause(1)).hasMillis(0);
    assertThat(LoginThrottle.pause(5)).hasSeconds(1);
    assertThat(LoginThrottle.pause(8)).hasSeconds(8);
    assertThat(LoginThrottle.pause(1_000)).hasMinutes(15);
  }

  @Test
  void aRefreshTokenIsGoodForOneExchangeAndItsReuseEndsTheSession() {
    Person person = newcomer("agent");
    Person second = refreshed(person.refresh());
    Person third = refreshed(second.refresh());
    assertThat(third.client().get("/api/v1/auth/me").status()).isEqualTo(200);
    // The first is two exchanges old: somebody else has it.
    assertThat(refresh(person.refresh()).status()).isEqualTo(401);
    assertThat(refresh(third.refresh()).status()).isEqualTo(401);
    assertThat(third.client().get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(events("flx.session.token_reused")).contains(person.id());
  }

  @Test
  void anAnswerThatWasLostCanBeAskedForAgain() {
    Person person = newcomer("agent");
    refreshed(person.refresh());
    Person again = refreshed(person.refresh());
    assertThat(again.client().get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void whatIsNoRefreshTokenIsRefused() {
    for (String token :
        List.of(
            "", "flr_", "flr_" + "A".repeat(22) + "_" + "A".repeat(43), "null", "x".repeat(5000))) {
      assertThat(refresh(token).status()).isEqualTo(401);
    }
    assertThat(nobody.post("/api/v1/auth/refresh", "{}").status()).isEqualTo(401);
  }

  @Test
  void aLogoutHoldsAtOnce() {
    Person person = newcomer("agent");
    assertThat(person.client().post("/api/v1/auth/logout", "").status()).isEqualTo(204);
    assertThat(person.client().get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(refresh(person.refresh()).status()).isEqualTo(401);
  }

  @Test
  void sessionsAreListedAndEndedOneByOne() {
    Person one = newcomer("agent");
    Person other = Person.of(login(one.email(), PASSWORD));
    JsonNode sessions = one.client().get("/api/v1/auth/sessions").body().path("items");
    assertThat(sessions).hasSize(2);
    String second =
        sessions.at("/0/current").asBoolean()
            ? sessions.at("/1/id").asText()
            : sessions.at("/0/id").asText();
    assertThat(one.client().delete("/api/v1/auth/sessions/" + second).status()).isEqualTo(204);
    assertThat(other.client().get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(one.client().get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void anotherRoleHoldsAtOnce() {
    Person person = newcomer("agent");
    assertThat(person.client().get("/api/v1/members").status()).isEqualTo(403);
    change(person, "{\"roles\":[\"manager\"]}");
    // The token that was out said what its holder may no longer do, or not yet.
    Person again = refreshed(person.refresh());
    assertThat(again.client().get("/api/v1/members").status()).isEqualTo(200);
    change(person, "{\"roles\":[\"agent\"]}");
    assertThat(again.client().get("/api/v1/members").status()).isIn(401, 403);
  }

  @Test
  void whoIsBlockedIsOutAtOnceAndComesBackWhenLetIn() {
    Person person = newcomer("agent");
    change(person, "{\"state\":\"blocked\"}");
    assertThat(person.client().get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(refresh(person.refresh()).status()).isEqualTo(401);
    assertThat(login(person.email(), PASSWORD).status()).isEqualTo(401);
    change(person, "{\"state\":\"active\"}");
    assertThat(login(person.email(), PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void whoIsRemovedIsOutAtOnce() {
    Person person = newcomer("agent");
    assertThat(admin.delete("/api/v1/members/" + person.id()).status()).isEqualTo(204);
    assertThat(person.client().get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(refresh(person.refresh()).status()).isEqualTo(401);
    assertThat(login(person.email(), PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void aSuspendedTenantIsOutWithItsKeys() {
    Person owner = Person.of(register("owner@gone.example"));
    String tenant = owner.client().get("/api/v1/auth/me").body().path("tenant").asText();
    String key =
        owner
            .client()
            .post("/api/v1/keys", "{\"name\":\"k\",\"permissions\":[\"runs:read\"]}")
            .body()
            .path("key")
            .asText();
    assertThat(nobody.with(key).get("/api/v1/runs").status()).isEqualTo(200);
    assertThat(patch(admin, "/api/v1/tenants/" + tenant, "{\"state\":\"suspended\"}").status())
        .isEqualTo(200);
    assertThat(owner.client().get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(nobody.with(key).get("/api/v1/runs").status()).isEqualTo(401);
    assertThat(login("owner@gone.example", PASSWORD).status()).isEqualTo(401);
    assertThat(refresh(owner.refresh()).status()).isEqualTo(401);
    patch(admin, "/api/v1/tenants/" + tenant, "{\"state\":\"active\"}");
    assertThat(login("owner@gone.example", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void anotherPasswordEndsAllSessions() {
    Person person = newcomer("agent");
    Answer changed = exchange(person.email(), PASSWORD, "entirely different words here");
    Person after = Person.of(changed);
    assertThat(person.client().get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(refresh(person.refresh()).status()).isEqualTo(401);
    assertThat(after.client().get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(login(person.email(), PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void aResetEndsAllSessionsAndItsPasswordIsExchangedOnce() {
    Person person = newcomer("agent");
    String once =
        admin
            .post("/api/v1/members/" + person.id() + "/reset-password", "")
            .body()
            .path("oneTimePassword")
            .asText();
    assertThat(person.client().get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(refresh(person.refresh()).status()).isEqualTo(401);
    Answer direct = login(person.email(), once);
    assertThat(direct.status()).isEqualTo(403);
    assertThat(direct.body().path("code").asText()).isEqualTo("password_change_required");
    assertThat(exchange(person.email(), once, once).status()).isEqualTo(422);
    assertThat(exchange(person.email(), once, "yet another set of words").status()).isEqualTo(200);
    assertThat(exchange(person.email(), once, "and again another set").status()).isEqualTo(401);
  }

  @Test
  void aSecondFactorIsAskedForOnceItIsConfirmed() {
    Person person = newcomer("agent");
    assertThat(person.client().post("/api/v1/auth/second-factor", "").status()).isEqualTo(422);
    Answer begun =
        person
            .client()
            .post("/api/v1/auth/second-factor", "{\"password\":\"%s\"}".formatted(PASSWORD));
    assertThat(begun.status()).isEqualTo(200);
    byte[] secret = new Base32().decode(begun.body().path("secret").asText());
    assertThat(begun.body().path("uri").asText()).startsWith("otpauth://totp/Fluxo:");
    assertThat(login(person.email(), PASSWORD).status()).as("not confirmed yet").isEqualTo(200);
    assertThat(confirm(person, "000000").status()).isEqualTo(422);
    long step = Instant.now().getEpochSecond() / 30;
    assertThat(confirm(person, Totp.code(secret, step - 1)).status()).isEqualTo(204);

    Answer asked = login(person.email(), PASSWORD);
    assertThat(asked.status()).isEqualTo(401);
    assertThat(asked.body().path("code").asText()).isEqualTo("second_factor_required");
    String code = Totp.code(secret, Instant.now().getEpochSecond() / 30);
    assertThat(login(person.email(), "wrong password words", code).body().path("code").asText())
        .isEqualTo("credentials");
    assertThat(login(person.email(), PASSWORD, "123").status()).isEqualTo(401);
    assertThat(login(person.email(), PASSWORD, code).status()).isEqualTo(200);
    assertThat(login(person.email(), PASSWORD, code).status())
        .as("a code that was taken")
        .isEqualTo(401);
    assertThat(
            person
                .client()
                .post("/api/v1/auth/second-factor/remove", "{\"code\":\"%s\"}".formatted(code))
                .status())
        .isEqualTo(422);
  }

  @Test
  void signingKeysAndSecondFactorsTakePartWhenTheSealChanges() {
    Person person = newcomer("agent");
    String begun =
        person
            .client()
            .post("/api/v1/auth/second-factor", "{\"password\":\"%s\"}".formatted(PASSWORD))
            .body()
            .path("secret")
            .asText();
    List<String> before = sealed();
    Answer rotated = admin.post("/api/v1/secrets/rotate", "");
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.body().path("failed").asInt()).isZero();
    assertThat(sealed()).isNotEmpty().doesNotContainAnyElementsOf(before);
    long step = Instant.now().getEpochSecond() / 30;
    assertThat(confirm(person, Totp.code(new Base32().decode(begun), step)).status())
        .isEqualTo(204);
    assertThat(newcomer("agent").client().get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  private static List<String> sealed() {
    return fluxo
        .bean(JdbcTemplate.class)
        .queryForList(
            "SELECT sealed FROM signing_key UNION ALL"
                + " SELECT totp FROM account WHERE totp IS NOT NULL",
            String.class);
  }

  /** Somebody begins tenants with the address of somebody else, which nobody verifies. */
  @Test
  void theAddressOfSomebodyElseHelpsNobodyToGuessAndKeepsNobodyOut() {
    Person victim = newcomer("agent");
    String own = "the password of the stranger";
    String tenant = null;
    for (int i = 0; i < 4; i++) {
      Answer begun =
          nobody.post(
              "/api/v1/auth/register",
              "{\"company\":\"X\",\"name\":\"X\",\"email\":\"%s\",\"password\":\"%s\"}"
                  .formatted(victim.email(), own));
      tenant = begun.body().at("/member/tenant").asText();
    }
    assertThat(login(victim.email(), PASSWORD).status()).as("without a tenant").isEqualTo(200);
    int refused = 0;
    for (int i = 0; i < 12; i++) {
      refused +=
          loginTo(victim.email(), "a guess that is wrong", "default").status() == 429 ? 1 : 0;
      loginTo(victim.email(), own, tenant);
    }
    assertThat(refused).isGreaterThan(5);
  }

  @Test
  void aCodeOfTheSecondFactorCannotBeGuessedByWhoHasAToken() {
    Person person = newcomer("agent");
    person.client().post("/api/v1/auth/second-factor", "{\"password\":\"%s\"}".formatted(PASSWORD));
    List<Integer> answers =
        Stream.generate(() -> confirm(person, "000000").status())
            .limit(LoginThrottle.FREE + 1)
            .toList();
    assertThat(answers.subList(0, LoginThrottle.FREE)).containsOnly(422);
    assertThat(answers.getLast()).isEqualTo(429);
    assertThat(login(person.email(), PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void whatWasEndedStaysEnded() {
    Person person = newcomer("agent");
    change(person, "{\"state\":\"blocked\"}");
    change(person, "{\"state\":\"active\"}");
    assertThat(refresh(person.refresh()).status()).isEqualTo(401);
    Person again = Person.of(login(person.email(), PASSWORD));
    String once =
        admin
            .post("/api/v1/members/" + person.id() + "/reset-password", "")
            .body()
            .path("oneTimePassword")
            .asText();
    exchange(person.email(), once, "other words than before");
    assertThat(refresh(again.refresh()).status()).isEqualTo(401);
  }

  /** A login that was on its way when the password was changed. */
  @Test
  void aLoginThatWasRecognisedBeforeAChangeOpensNothing() {
    Person person = newcomer("agent");
    AccountTable accounts = fluxo.bean(AccountTable.class);
    Account before = accounts.find("default", person.id()).orElseThrow();
    exchange(person.email(), PASSWORD, "other words than before");
    Context context = Context.of("test", "c");
    assertThatThrownBy(() -> fluxo.bean(Sessions.class).open(before, "password", context))
        .isInstanceOf(Refused.class);
  }

  @Test
  void manyGuessesAtOnceDoNotSlipThrough() {
    LoginThrottle throttle = fluxo.bean(LoginThrottle.class);
    long let;
    try (var threads = Executors.newFixedThreadPool(20)) {
      let =
          Stream.generate(() -> threads.submit(() -> throttle.attempt("burst") == null))
              .limit(60)
              .toList()
              .stream()
              .filter(PeopleTest::said)
              .count();
    }
    // The fifth begins a pause of a second, in which the machine may lose a moment.
    assertThat(let).isBetween(5L, 7L);
  }

  private static boolean said(Future<Boolean> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nobodyBecomesMoreByWayOfOthers() {
    Person owner = Person.of(register("owner@steps.example"));
    FluxoClient chief = owner.client();
    String key =
        chief
            .post(
                "/api/v1/keys",
                "{\"name\":\"hr\",\"permissions\":[\"members:manage\",\"members:read\",\"keys:manage\"]}")
            .body()
            .path("key")
            .asText();
    FluxoClient hr = nobody.with(key);
    assertThat(
            hr.post(
                    "/api/v1/members",
                    "{\"name\":\"N\",\"email\":\"n@steps.example\",\"roles\":[\"admin\"]}")
                .status())
        .isEqualTo(403);
    assertThat(hr.post("/api/v1/members/" + owner.id() + "/reset-password", "").status())
        .isEqualTo(403);
    assertThat(patch(hr, "/api/v1/members/" + owner.id(), "{\"state\":\"blocked\"}").status())
        .isEqualTo(403);
    assertThat(hr.delete("/api/v1/members/" + owner.id()).status()).isEqualTo(403);
    assertThat(
            hr.post("/api/v1/keys", "{\"name\":\"k\",\"permissions\":[\"secrets:write\"]}")
                .status())
        .isEqualTo(403);
    assertThat(
            chief
                .post(
                    "/api/v1/members",
                    "{\"name\":\"N\",\"email\":\"n@steps.example\",\"roles\":[\"operator\"]}")
                .status())
        .isEqualTo(422);
    assertThat(chief.get("/api/v1/members").body().path("items")).hasSize(1);
  }

  @Test
  void theLastAdministratorStays() {
    Person owner = Person.of(register("owner@last.example"));
    for (Answer refused :
        List.of(
            owner.client().delete("/api/v1/members/" + owner.id()),
            patch(owner.client(), "/api/v1/members/" + owner.id(), "{\"roles\":[\"agent\"]}"),
            patch(owner.client(), "/api/v1/members/" + owner.id(), "{\"state\":\"blocked\"}"),
            patch(
                owner.client(), "/api/v1/members/" + owner.id(), "{\"workspaces\":[\"main\"]}"))) {
      assertThat(refused.status()).as("%s", refused.body()).isEqualTo(409);
    }
    assertThat(owner.client().get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void nothingOfAnAccountIsShownThatProvesIt() {
    Person person = newcomer("agent");
    String seen =
        admin.get("/api/v1/members?limit=200").raw().body()
            + events("flx.member.added")
            + events("flx.login.succeeded");
    assertThat(seen).contains(person.id()).doesNotContain("argon2").doesNotContain(PASSWORD);
    assertThat(events("flx.login.succeeded") + events("flx.member.added"))
        .doesNotContain(person.email());
  }

  private static Person newcomer(String role) {
    String email = "p" + PEOPLE.incrementAndGet() + "@default.example";
    Answer added =
        admin.post(
            "/api/v1/members",
            "{\"name\":\"Somebody\",\"email\":\"%s\",\"roles\":[\"%s\"]}".formatted(email, role));
    assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
    return Person.of(exchange(email, added.body().path("oneTimePassword").asText(), PASSWORD));
  }

  private static Answer register(String email) {
    return nobody.post(
        "/api/v1/auth/register",
        "{\"company\":\"Acme\",\"name\":\"Ana\",\"email\":\"%s\",\"password\":\"%s\"}"
            .formatted(email, PASSWORD));
  }

  private static Answer login(String email, String password) {
    return nobody.post(
        "/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private static Answer login(String email, String password, String code) {
    return nobody.post(
        "/api/v1/auth/login",
        "{\"email\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}".formatted(email, password, code));
  }

  private static Answer loginTo(String email, String password, String tenant) {
    return nobody.post(
        "/api/v1/auth/login",
        "{\"email\":\"%s\",\"password\":\"%s\",\"tenant\":\"%s\"}"
            .formatted(email, password, tenant));
  }

  private static Answer exchange(String email, String password, String next) {
    return nobody.post(
        "/api/v1/auth/password",
        "{\"email\":\"%s\",\"password\":\"%s\",\"newPassword\":\"%s\"}"
            .formatted(email, password, next));
  }

  private static Answer refresh(String token) {
    return nobody.post("/api/v1/auth/refresh", "{\"refreshToken\":\"%s\"}".formatted(token));
  }

  private static Person refreshed(String token) {
    return Person.of(refresh(token));
  }

  private static Answer confirm(Person person, String code) {
    return person
        .client()
        .post("/api/v1/auth/second-factor/confirm", "{\"code\":\"%s\"}".formatted(code));
  }

  private static void change(Person person, String json) {
    assertThat(patch(admin, "/api/v1/members/" + person.id(), json).status()).isEqualTo(200);
  }

  private static Answer patch(FluxoClient client, String path, String json) {
    return client.send(
        client
            .request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  private static String events(String type) {
    return admin.get("/api/v1/events?limit=200&type=" + type).raw().body();
  }

  /** An answer but for what is of the request alone. */
  private static String without(Answer answer) {
    return answer.status() + answer.raw().body().replaceAll("\"correlation\":\"[^\"]*\"", "");
  }
}
