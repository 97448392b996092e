package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.fluxo.story.FluxoClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs lock what they share, over HTTP; some of them pause, some ask for nonsense. */
class LocksStoryTest {

  private static final int MOST = 20;

  private static RunningFluxo fluxo;
  private static FluxoClient client;

  @BeforeAll
  static void start() {
    // Fewer threads than there are to be waiting.
    fluxo =
        RunningFluxo.with(
            "server.tomcat.threads.max=4",
            "server.tomcat.threads.min-spare=4",
            "fluxo.limits.waiting-per-tenant=" + MOST);
    client = fluxo.client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @AfterEach
  void freeAll() {
    fluxo.database().update("DELETE FROM held_lock");
  }

  private static Answer acquire(String name, String owner, String more) {
    return client.post(
        "/api/v1/locks/" + name + "/acquire", "{\"owner\":\"" + owner + "\"" + more + "}");
  }

  private static Answer await(String name, String owner, String wait) {
    return client.post(
        "/api/v1/locks/" + name + "/acquire?wait=" + wait, "{\"owner\":\"" + owner + "\"}");
  }

  private static Answer hold(String action, String name, String owner, long token) {
    return client.post(
        "/api/v1/locks/" + name + "/" + action,
        "{\"owner\":\"%s\",\"token\":%d}".formatted(owner, token));
  }

  private static long token(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.body().path("token").asLong();
  }

  private static void conflict(Answer answer, String said) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(409);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("code").asText()).isEqualTo("conflict");
    assertThat(answer.body().path("detail").asText()).startsWith("Expected to ").contains(said);
  }

  @Test
  void aLockIsAcquiredRenewedSeenAndReleased() {
    Answer first = acquire("report", "a", ",\"ttl\":\"10s\"");
    long token = token(first);
    assertThat(first.body().path("remainingMillis").asLong()).isBetween(9_000L, 10_000L);
    // A retry after an answer that was lost.
    assertThat(token(acquire("report", "a", ",\"ttl\":\"10s\""))).isEqualTo(token);
    conflict(acquire("report", "b", ""), "somebody else holds it");
    JsonNode renewed = hold("renew", "report", "a", token).body();
    assertThat(renewed.path("remainingMillis").asLong()).isGreaterThan(25_000);
    JsonNode seen = client.get("/api/v1/locks/report").body();
    assertThat(seen.path("owner").asText()).isEqualTo("a");
    assertThat(seen.path("token").asLong()).isEqualTo(token);
    conflict(hold("renew", "report", "b", token), "not held by this owner");
    conflict(hold("release", "report", "b", token), "acquired since");
    conflict(hold("release", "report", "a", token + 1), "acquired since");
    assertThat(hold("release", "report", "a", token).status()).isEqualTo(204);
    assertThat(hold("release", "report", "a", token).status()).isEqualTo(204);
    assertThat(client.get("/api/v1/locks/report").status()).isEqualTo(404);
    conflict(hold("renew", "report", "a", token), "expired or was released");
    assertThat(token(acquire("report", "b", ""))).isGreaterThan(token);
  }

  @Test
  void anOwnerWhoPausedBeyondItsTimeIsRefusedWhenItComesBack() {
    long token = token(acquire("pump", "paused", ",\"ttl\":\"1s\""));
    long next = token(await("pump", "next", "10s"));
    assertThat(next).isGreaterThan(token);
    conflict(hold("renew", "pump", "paused", token), "expired");
    conflict(hold("release", "pump", "paused", token), "acquired since");
    conflict(acquire("pump", "paused", ""), "somebody else");
    assertThat(client.get("/api/v1/locks/pump").body().path("token").asLong()).isEqualTo(next);
  }

  @Test
  void waitingKeepsNoThreadAndNoConnectionAndIsBounded() throws Exception {
    long token = token(acquire("busy", "holder", ",\"ttl\":\"1h\""));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> waiting = new ArrayList<>();
      for (int i = 0; i <= MOST; i++) {
        String owner = "w" + i;
        waiting.add(threads.submit(() -> await("busy", owner, "29s")));
      }
      Future<Answer> refused =
          Eventually.of(
                  () -> waiting.stream().filter(Future::isDone).findAny(), Optional::isPresent)
              .orElseThrow();
      assertThat(refused.get().status()).isEqualTo(503);
      assertThat(refused.get().body().path("code").asText()).isEqualTo("too_many_open");
      waiting.remove(refused);
      conflict(acquire("busy", "one more", ""), "somebody else");
      assertThat(client.get("/api/v1/locks/busy").status()).isEqualTo(200);
      Eventually.of(
          () -> fluxo.bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections(),
          active -> active == 0);
      // Each hands it on to the next.
      assertThat(hold("release", "busy", "holder", token).status()).isEqualTo(204);
      for (int i = 0; i < MOST; i++) {
        JsonNode lock =
            Eventually.is(() -> client.get("/api/v1/locks/busy"), answer -> answer.status() == 200)
                .body();
        assertThat(lock.path("token").asLong()).isGreaterThan(token);
        token = lock.path("token").asLong();
        hold("release", "busy", lock.path("owner").asText(), token);
      }
      for (Future<Answer> each : waiting) {
        assertThat(each.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void whoWaitsInVainIsTold() {
    token(acquire("taken", "holder", ""));
    conflict(await("taken", "other", "200ms"), "somebody else");
  }

  @Test
  void pagesFollowOneAnotherInTheOrderOfAcquisition() {
    List<String> expected = new ArrayList<>();
    for (int i = 6; i >= 0; i--) {
      token(acquire("n" + i, "o", ""));
      expected.add("n" + i);
    }
    hold("release", "n3", "o", client.get("/api/v1/locks/n3").body().path("token").asLong());
    expected.remove("n3");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get("/api/v1/locks?limit=2" + cursor).body();
      assertThat(page.path("items").size()).isPositive();
      seen.addAll(page.path("items").findValuesAsText("name"));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).isEqualTo(expected);
    for (String bad : List.of("x", "t", "t-1", "t1.5", "t" + "9".repeat(19))) {
      assertThat(client.get("/api/v1/locks?cursor=" + bad).status()).as(bad).isEqualTo(422);
    }
  }

  @Test
  void theSameNameElsewhereIsAnotherLock() {
    FluxoClient others =
        client.with(
            client
                .with(null)
                .post(
                    "/api/v1/auth/register",
                    """
                    {"company":"Other","name":"Olga","email":"olga@other.example",
                     "password":"a stranger with long words"}
                    """)
                .body()
                .path("accessToken")
                .asText());
    client.post("/api/v1/workspaces", "{\"id\":\"second\",\"name\":\"x\"}");
    long token = token(acquire("shared", "o", ""));
    String body = "{\"owner\":\"o\",\"token\":" + token + "}";
    assertThat(others.get("/api/v1/locks/shared").status()).isEqualTo(404);
    assertThat(others.get("/api/v1/locks").body().path("items")).isEmpty();
    assertThat(others.post("/api/v1/locks/shared/renew", body).status()).isEqualTo(409);
    // Nobody holds theirs, so there is nothing to refuse, and nothing of ours is touched.
    assertThat(others.post("/api/v1/locks/shared/release", body).status()).isEqualTo(204);
    String[] second = {"X-Fluxo-Workspace", "second"};
    assertThat(
            client
                .post("/api/v1/locks/shared/acquire", "{\"owner\":\"o\"}", second)
                .body()
                .path("token")
                .asLong())
        .isGreaterThan(token);
    assertThat(token(others.post("/api/v1/locks/shared/acquire", "{\"owner\":\"theirs\"}")))
        .isGreaterThan(token);
    JsonNode ours = client.get("/api/v1/locks").body().path("items");
    assertThat(ours.findValuesAsText("token")).containsExactly(Long.toString(token));
    // Whoever answers questions has no right to the table.
    assertThat(
            fluxo
                .database()
                .queryForObject(
                    "SELECT has_table_privilege('fluxo_app', 'held_lock', 'SELECT')",
                    Boolean.class))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'owner':''}",
        "{'owner':null}",
        "{'owner':'a\\u0000b'}",
        "{'owner':'\\ud800'}",
        "{'owner':'LONG'}",
        "{'owner':'o','ttl':''}",
        "{'owner':'o','ttl':'0s'}",
        "{'owner':'o','ttl':'999ms'}",
        "{'owner':'o','ttl':'-5s'}",
        "{'owner':'o','ttl':'PT-5S'}",
        "{'owner':'o','ttl':'61m'}",
        "{'owner':'o','ttl':'P1000000000000D'}",
        "{'owner':'o','ttl':'PT9223372036854775807S'}",
        "{'owner':'o','ttl':30}"
      })
  void nonsenseIsRefused(String body) {
    String json = body.replace('\'', '"').replace("LONG", "x".repeat(256));
    Answer answer = client.post("/api/v1/locks/n/acquire", json);
    assertThat(answer.status()).as("%s", answer.raw().body()).isEqualTo(422);
    assertThat(answer.body().at("/errors/0/expected").asText()).isNotBlank();
    assertThat(client.get("/api/v1/locks").body().path("items")).isEmpty();
  }

  @Test
  void namesWaitsAndTokensAreBoundedToo() {
    for (String wait : List.of("soon", "-1s", "PT-1S", "10", "%00", "1".repeat(5_000) + "s")) {
      assertThat(await("n", "o", wait).status()).as(wait).isEqualTo(422);
    }
    for (String name : List.of("x".repeat(256), "%01", "a%0Ab")) {
      assertThat(acquire(name, "o", "").status()).as(name).isIn(400, 422);
    }
    for (String name : List.of("x".repeat(255), "%C3%A9%F0%9F%98%80", "' OR 1=1 --")) {
      assertThat(acquire(name.replace(" ", "%20"), "o", "").status()).as(name).isEqualTo(200);
    }
    for (String token : List.of("0", "-1", "null")) {
      assertThat(
              client
                  .post("/api/v1/locks/n/renew", "{\"owner\":\"o\",\"token\":" + token + "}")
                  .status())
          .as(token)
          .isEqualTo(422);
    }
    assertThat(
            client
                .post("/api/v1/locks/n/renew", "{\"owner\":\"o\",\"token\":" + "9".repeat(30) + "}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void thePathsOfTheSourceDocumentsServeTheSameLocks() {
    String named = "{\"name\":\"orders/17\",\"owner\":\"o\"";
    long token = token(client.post("/api/engine/locks/acquire", named + ",\"ttl\":\"20s\"}"));
    assertThat(client.get("/api/v1/locks").body().at("/items/0/name").asText())
        .isEqualTo("orders/17");
    String body = named + ",\"token\":" + token + "}";
    assertThat(token(client.post("/api/engine/locks/renew", body))).isEqualTo(token);
    assertThat(client.post("/api/engine/locks/release", body).status()).isEqualTo(204);
    assertThat(client.get("/api/v1/locks").body().path("items")).isEmpty();
    assertThat(client.post("/api/engine/locks/acquire", "{\"owner\":\"o\"}").status())
        .isEqualTo(422);
  }
}
