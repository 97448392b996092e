package io.fluxo.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.api.access.Caller;
import io.fluxo.api.access.CallerSource;
import io.fluxo.api.table.Transactions;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Who is in which team, and who does the work of whom. */
class TeamsAndAbsencesTest {

  private static final String PASSWORD = "quiet river seven lamps";
  private static final String TENANT = "default";
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private static RunningFluxo fluxo;
  private static FluxoClient admin;
  private static MemberDirectory directory;

  /** Somebody who has logged in. */
  private record Somebody(String id, String email, String token) {

    String principal() {
      return "user:" + id;
    }

    FluxoClient client() {
      return admin.with(token);
    }

    Acting acting() {
      Caller caller = fluxo.bean("accessTokens", CallerSource.class).caller(token);
      return fluxo.bean(Actings.class).of(caller);
    }
  }

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.with();
    admin = fluxo.client();
    directory = fluxo.bean(MemberDirectory.class);
    admin.post("/api/v1/workspaces", "{\"id\":\"sales\",\"name\":\"Sales\"}");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void whoIsInATeamIsAskedAsTheTeamIs() {
    Somebody ana = newcomer(",\"teams\":[\"finance\",\"legal\",\"finance\"]");
    assertThat(ana.acting().person()).isEqualTo(ana.principal());
    assertThat(ana.acting().principals())
        .containsExactlyInAnyOrder(ana.principal(), "role:agent", "role:finance", "role:legal");
    assertThat(ana.acting().manages()).isFalse();

    Answer changed = change(ana, "{\"teams\":[\"audit\"],\"roles\":[\"manager\"]}");
    assertThat(changed.body().path("teams")).extracting(JsonNode::asText).containsExactly("audit");
    Somebody again = loggedIn(ana.email());
    assertThat(again.acting().principals())
        .containsExactlyInAnyOrder(ana.principal(), "role:manager", "role:audit");
    assertThat(again.acting().manages()).isTrue();
    assertThat(change(ana, "{\"name\":\"Ana\"}").body().path("teams")).hasSize(1);
    assertThat(change(ana, "{\"teams\":[]}").body().path("teams")).isEmpty();
    assertThat(events("flx.member.changed", ana))
        .extracting(each -> each.path("teams").toString())
        .containsExactlyInAnyOrder("[\"audit\"]", "[\"audit\"]", "");
  }

  @Test
  void aTeamThatIsNamedLikeARoleIsRefused() {
    Somebody ana = newcomer("");
    Answer refused = change(ana, "{\"teams\":[\"audit\",\"admin\"]}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/errors/0/pointer").asText()).isEqualTo("/teams/1");
    assertThat(change(ana, "{\"teams\":[null]}").status()).isEqualTo(422);
  }

  @Test
  void aKeyActsAsItselfAlone() {
    Caller key = fluxo.bean("apiKeys", CallerSource.class).caller(FluxoClient.KEY);
    Acting acting = fluxo.bean(Actings.class).of(key);
    assertThat(acting.principals()).containsExactly(key.actor());
    assertThat(acting.standsIn()).isEmpty();
    assertThat(acting.manages()).isTrue();
  }

  @Test
  void peopleAreKnownByIdAddressAndPrincipalWhereTheyMayWork() {
    Somebody ana = newcomer("");
    Somebody bob = newcomer(",\"workspaces\":[\"sales\"]");
    for (String name :
        List.of(ana.id(), ana.email(), "P" + ana.email().substring(1), ana.principal())) {
      assertThat(directory.person(TENANT, "main", name)).as(name).isEqualTo(ana.principal());
      assertThat(directory.person("other", "main", name)).as(name).isNull();
    }
    assertThat(directory.person(TENANT, "main", bob.id())).isNull();
    assertThat(directory.person(TENANT, "sales", bob.id())).isEqualTo(bob.principal());
    assertThat(directory.find(TENANT, ana.principal()))
        .contains(new Person(ana.id(), "Somebody", ana.email()));
    assertThat(directory.find(TENANT, ana.id())).as("no principal").isEmpty();

    change(ana, "{\"state\":\"blocked\"}");
    assertThat(directory.person(TENANT, "main", ana.id())).as("at once").isNull();
    assertThat(directory.person(TENANT, "main", ana.email())).isNull();
    assertThat(directory.find(TENANT, ana.principal())).isEmpty();
  }

  @Test
  void namesThatNobodyHasLeaveTheTransactionAsItWas() {
    Transactions transactions = fluxo.bean(Transactions.class);
    List<String> names =
        List.of(
            "",
            "nobody",
            "a\0b@x.example",
            "\0".repeat(26),
            "user:",
            "user:\0",
            "key:1",
            "x".repeat(100_000),
            "\uD800@x.example",
            "user:p1@default.example",
            "' OR 1=1 --");
    Integer after =
        transactions.in(
            () -> {
              for (String name : names) {
                assertThat(directory.person(TENANT, "main", name)).isNull();
                assertThat(directory.standIn(TENANT, name, Instant.now())).isNull();
                assertThat(directory.find(TENANT, name)).isEmpty();
                assertThat(directory.members(TENANT, "main", name)).isEmpty();
              }
              return fluxo.bean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class);
            });
    assertThat(after).isEqualTo(1);
  }

  @Test
  void aLaneDoesNotAskTheDatabaseForEach() {
    Somebody ana = newcomer("");
    AtomicInteger asked = new AtomicInteger();
    JdbcTemplate counted =
        new JdbcTemplate(
            new DelegatingDataSource(fluxo.bean(DataSource.class)) {
              @Override
              public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                return super.getConnection();
              }
            });
    MemberDirectory own = new MemberDirectory(new PeopleTable(counted), new AbsenceTable(counted));
    Instant now = Instant.now();
    for (int i = 0; i < 1_000; i++) {
      assertThat(own.person(TENANT, "main", ana.email())).isNotNull();
      assertThat(own.person(TENANT, "main", "nobody@default.example")).isNull();
      assertThat(own.standIn(TENANT, ana.principal(), now)).isNull();
    }
    assertThat(asked.get()).isBetween(3, 30);
  }

  @Test
  void aGroupIsWhoMayEnterTheWorkspaceAndIsActive() {
    Somebody ana = newcomer(",\"teams\":[\"crew\"]");
    Somebody bob = newcomer(",\"teams\":[\"crew\",\"else\"],\"workspaces\":[\"sales\"]");
    Somebody eve = newcomer(",\"teams\":[\"crew\"]");
    change(eve, "{\"state\":\"blocked\"}");
    assertThat(ids(directory.members(TENANT, "main", "crew"))).containsExactly(ana.id());
    assertThat(ids(directory.members(TENANT, "sales", "crew"))).containsExactly(ana.id(), bob.id());
    assertThat(ids(directory.members(TENANT, "main", "agent")))
        .contains(ana.id())
        .doesNotContain(bob.id(), eve.id());
    assertThat(directory.members("other", "main", "crew")).isEmpty();
  }

  @Test
  void whileSomebodyIsAwayTheirWorkIsTheStandIns() {
    Somebody ana = newcomer("");
    Somebody bob = newcomer("");
    Somebody eve = newcomer("");
    assertThat(bob.acting().standsIn()).isEmpty();
    Answer set = away(ana, bob.email().toUpperCase(Locale.ROOT), "in hospital");
    assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
    assertThat(set.body().at("/items/0/standIn").asText()).isEqualTo(bob.id());
    assertThat(ana.client().get("/api/v1/me/absences").body()).isEqualTo(set.body());
    assertThat(standIn(ana)).isEqualTo(bob.principal());
    assertThat(bob.acting().standsIn()).containsExactly(ana.principal());
    assertThat(directory.standIn(TENANT, ana.principal(), Instant.now().plusSeconds(90_000)))
        .as("is there again")
        .isNull();

    away(bob, eve.id(), "on the sea");
    assertThat(standIn(ana)).isEqualTo(eve.principal());
    assertThat(eve.acting().standsIn()).containsExactlyInAnyOrder(ana.principal(), bob.principal());
    assertThat(bob.acting().standsIn()).isEmpty();
    change(eve, "{\"state\":\"blocked\"}");
    assertThat(standIn(ana)).isNull();

    assertThat(bob.client().put("/api/v1/me/absences", "[]").body().path("items")).isEmpty();
    assertThat(standIn(ana)).isEqualTo(bob.principal());
    assertThat(events("flx.member.absence_set", ana).toString())
        .contains(bob.id())
        .doesNotContain("hospital")
        .doesNotContain(bob.email());
    assertThat(admin.delete("/api/v1/members/" + bob.id()).status()).isEqualTo(204);
    assertThat(standIn(ana)).isNull();
    assertThat(ana.client().get("/api/v1/me/absences").body().path("items")).hasSize(1);
  }

  @Test
  void onlyAnotherMemberWhoIsActiveStandsIn() {
    Somebody ana = newcomer("");
    Somebody eve = newcomer("");
    change(eve, "{\"state\":\"blocked\"}");
    admin
        .with(null)
        .post(
            "/api/v1/auth/register",
            "{\"company\":\"O\",\"name\":\"O\",\"email\":\"olga@other.example\",\"password\":\"%s\"}"
                .formatted(PASSWORD));
    for (String name :
        List.of(ana.id(), ana.email(), eve.id(), "olga@other.example", "0".repeat(26), "bob")) {
      Answer refused = away(ana, name, "r");
      assertThat(refused.status()).as(name).isEqualTo(422);
      assertThat(refused.body().at("/errors/0/pointer").asText()).isEqualTo("/0/standIn");
    }
    assertThat(ana.client().put("/api/v1/me/absences", "{}").status()).isEqualTo(400);
    assertThat(ana.client().put("/api/v1/me/absences", "[null]").status()).isEqualTo(422);
    assertThat(ana.client().get("/api/v1/me/absences").body().path("items")).isEmpty();
    assertThat(events("flx.member.absence_set", ana)).isEmpty();
    assertThat(admin.get("/api/v1/me/absences").status()).as("a key").isEqualTo(403);
    assertThat(admin.put("/api/v1/me/absences", "[]").status()).isEqualTo(403);
  }

  @Test
  void whoManagesMembersSetsTheAbsencesOfThoseWhoMayDoNoMore() {
    Somebody ana = newcomer("");
    Somebody bob = newcomer("");
    String path = "/api/v1/members/" + ana.id() + "/absences";
    assertThat(bob.client().put(path, absence(bob.id(), "r")).status()).isEqualTo(403);
    FluxoClient hr =
        admin.with(
            admin
                .post(
                    "/api/v1/keys",
                    "{\"name\":\"hr\",\"permissions\":[\"members:manage\",\"workflows:read\","
                        + "\"runs:read\",\"runs:start\",\"tasks:read\",\"tasks:work\"]}")
                .body()
                .path("key")
                .asText());
    assertThat(hr.put(path, absence(bob.id(), "r")).status()).isEqualTo(200);
    assertThat(hr.get(path).body().at("/items/0/reason").asText()).isEqualTo("r");
    assertThat(standIn(ana)).isEqualTo(bob.principal());
    change(ana, "{\"roles\":[\"manager\"]}");
    assertThat(hr.put(path, "[]").status()).as("of somebody who may do more").isEqualTo(403);
    assertThat(hr.get("/api/v1/members/" + "0".repeat(26) + "/absences").status()).isEqualTo(404);
    assertThat(hr.put("/api/v1/members/nobody/absences", "[]").status()).isEqualTo(404);
  }

  @Test
  void ofAbsencesThatAreSetAtTheSameTimeOnesAreKept()
      throws InterruptedException, ExecutionException {
    Somebody ana = newcomer("");
    List<Somebody> others = List.of(newcomer(""), newcomer(""));
    List<Callable<Integer>> sets = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      String standIn = others.get(i % 2).id();
      sets.add(() -> away(ana, standIn, "r").status());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : threads.invokeAll(sets)) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(ana.client().get("/api/v1/me/absences").body().path("items")).hasSize(1);
  }

  private static Somebody newcomer(String more) {
    String email = "p" + PEOPLE.incrementAndGet() + "@default.example";
    Answer added =
        admin.post(
            "/api/v1/members",
            "{\"name\":\"Somebody\",\"email\":\"%s\",\"roles\":[\"agent\"]%s}"
                .formatted(email, more));
    assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
    return somebody(
        admin
            .with(null)
            .post(
                "/api/v1/auth/password",
                "{\"email\":\"%s\",\"password\":\"%s\",\"newPassword\":\"%s\"}"
                    .formatted(email, added.body().path("oneTimePassword").asText(), PASSWORD)));
  }

  private static Somebody loggedIn(String email) {
    return somebody(
        admin
            .with(null)
            .post(
                "/api/v1/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD)));
  }

  private static Somebody somebody(Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return new Somebody(
        answer.body().at("/member/id").asText(),
        answer.body().at("/member/email").asText(),
        answer.body().path("accessToken").asText());
  }

  /** Sets that somebody is away for a day, from now on. */
  private static Answer away(Somebody who, String standIn, String reason) {
    return who.client().put("/api/v1/me/absences", absence(standIn, reason));
  }

  private static String absence(String standIn, String reason) {
    Instant from = Instant.now().minusSeconds(60);
    return "[{\"from\":\"%s\",\"until\":\"%s\",\"standIn\":\"%s\",\"reason\":\"%s\"}]"
        .formatted(from, from.plusSeconds(86_400), standIn, reason);
  }

  private static String standIn(Somebody who) {
    return directory.standIn(TENANT, who.principal(), Instant.now());
  }

  private static Answer change(Somebody who, String json) {
    return admin.send(
        admin
            .request("/api/v1/members/" + who.id())
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  private static List<String> ids(List<Person> people) {
    return people.stream().map(Person::id).toList();
  }

  /** What events of that type hold that tell of somebody. */
  private static List<JsonNode> events(String type, Somebody who) {
    return admin
        .get("/api/v1/events?limit=200&type=" + type)
        .body()
        .path("items")
        .valueStream()
        .map(each -> each.path("data"))
        .filter(each -> each.path("account").asText().equals(who.id()))
        .toList();
  }
}
