package io.fluxo.api.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import io.fluxo.story.RunningFluxo;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** API keys, from their making to their end. */
class KeysTest {

  private static RunningFluxo fluxo;
  private static FluxoClient admin;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    admin = fluxo.client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void aKeyIsToldOnceAndKeptAsAHash() {
    JsonNode made = make("\"permissions\":[\"runs:read\"]").body();
    String key = made.path("key").asText();
    assertThat(KeyText.of(key)).isNotNull();
    assertThat(admin.get("/api/v1/keys?limit=200").raw().body())
        .contains(made.path("id").asText())
        .doesNotContain(key.substring(30));
    String rows =
        fluxo.bean(JdbcTemplate.class).queryForList("SELECT k::text FROM api_key k").toString();
    assertThat(rows).contains(made.path("id").asText()).doesNotContain(key.substring(31));
    assertThat(admin.get("/api/v1/events?type=flx.key.created&limit=200").raw().body())
        .contains(made.path("id").asText())
        .doesNotContain(key.substring(31));
  }

  @Test
  void aKeyMayDoWhatItWasGiven() {
    String key = make("\"permissions\":[\"runs:read\"]").body().path("key").asText();
    FluxoClient program = admin.with(key);
    assertThat(program.get("/api/v1/runs").status()).isEqualTo(200);
    assertThat(program.get("/api/v1/workflows").status()).isEqualTo(403);
    assertThat(program.post("/api/v1/auth/logout", "").status()).isEqualTo(403);
    assertThat(program.get("/api/v1/auth/me").body().path("actor").asText()).startsWith("key:");
  }

  @Test
  void aKeyEndsWhenItWasSaidTo() {
    String past = Instant.now().minusSeconds(1).toString();
    assertThat(
            make("\"permissions\":[\"runs:read\"],\"expiresAt\":\"%s\"".formatted(past)).status())
        .isEqualTo(422);
    Answer made =
        make(
            "\"permissions\":[\"runs:read\"],\"expiresAt\":\"%s\""
                .formatted(Instant.now().plusSeconds(3600)));
    FluxoClient program = admin.with(made.body().path("key").asText());
    assertThat(program.get("/api/v1/runs").status()).isEqualTo(200);
    fluxo
        .bean(JdbcTemplate.class)
        .update(
            "UPDATE api_key SET expires_at = now() - interval '1 s' WHERE id = ?",
            made.body().path("id").asText());
    fluxo.bean(ApiKeys.class).forget();
    assertThat(program.get("/api/v1/runs").status()).isEqualTo(401);
  }

  @Test
  void anotherSecretOfTheSameIdIsNoKey() {
    String key = make("\"permissions\":[\"runs:read\"]").body().path("key").asText();
    String forged = KeyText.fresh(key.substring(4, 30), new SecureRandom()).text();
    assertThat(admin.with(forged).get("/api/v1/runs").status()).isEqualTo(401);
    assertThat(admin.with(key).get("/api/v1/runs").status()).isEqualTo(200);
  }

  @Test
  void theLastUseIsNoted() {
    Answer made = make("\"permissions\":[\"runs:read\"]");
    String id = made.body().path("id").asText();
    assertThat(listed(id).has("usedAt")).isFalse();
    admin.with(made.body().path("key").asText()).get("/api/v1/runs");
    fluxo.bean(KeyUses.class).note();
    assertThat(Instant.parse(listed(id).path("usedAt").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void aKeyThatAKeyMadeEndsWithIt() {
    Instant end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
    FluxoClient maker =
        admin.with(
            make("\"permissions\":[\"keys:manage\"],\"expiresAt\":\"%s\"".formatted(end))
                .body()
                .path("key")
                .asText());
    Answer child = maker.post("/api/v1/keys", "{\"name\":\"c\",\"permissions\":[\"keys:manage\"]}");
    assertThat(Instant.parse(child.body().path("expiresAt").asText())).isEqualTo(end);
    assertThat(
            maker
                .post(
                    "/api/v1/keys",
                    "{\"name\":\"c\",\"permissions\":[\"keys:manage\"],\"expiresAt\":\"%s\"}"
                        .formatted(end.plusSeconds(1)))
                .status())
        .isEqualTo(422);
  }

  @Test
  void aStreamEndsWithTheKeyThatOpenedIt() throws Exception {
    Answer made = make("\"permissions\":[\"events:read\"]");
    FluxoClient program = admin.with(made.body().path("key").asText());
    HttpResponse<Stream<String>> stream =
        HttpClient.newHttpClient()
            .send(
                program.request("/api/v1/events/stream").build(),
                HttpResponse.BodyHandlers.ofLines());
    admin.delete("/api/v1/keys/" + made.body().path("id").asText());
    try (Stream<String> lines = stream.body()) {
      // It would not end before an hour is over.
      assertThat(lines.filter(line -> line.contains("afterwards")).findAny()).isEmpty();
    }
  }

  @Test
  void theOperatorsKeyStaysRevokedAndHindersNoStart() {
    assertThat(admin.delete("/api/v1/keys/" + "0".repeat(26)).status()).isEqualTo(204);
    fluxo.restart();
    assertThat(fluxo.client().get("/api/v1/runs").status()).isEqualTo(401);
    fluxo
        .bean(JdbcTemplate.class)
        .update("UPDATE api_key SET revoked_at = NULL WHERE id = ?", "0".repeat(26));
    fluxo.bean(ApiKeys.class).forget();
    admin = fluxo.client();
    assertThat(admin.get("/api/v1/runs").status()).isEqualTo(200);
  }

  @Test
  void nonsenseIsRefused() {
    for (String body :
        new String[] {
          "{}",
          "{\"name\":\"k\"}",
          "{\"name\":\"k\",\"permissions\":[]}",
          "{\"name\":\"k\",\"permissions\":[\"everything\"]}",
          "{\"name\":\"\",\"permissions\":[\"runs:read\"]}",
          "{\"name\":\"k\",\"permissions\":[\"runs:read\"],\"workspace\":\"nowhere\"}"
        }) {
      assertThat(admin.post("/api/v1/keys", body).status()).as(body).isEqualTo(422);
    }
    assertThat(admin.delete("/api/v1/keys/nothing").status()).isEqualTo(404);
  }

  private static JsonNode listed(String id) {
    for (JsonNode each : admin.get("/api/v1/keys?limit=200").body().path("items")) {
      if (each.path("id").asText().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("There is no key " + id);
  }

  private static Answer make(String fields) {
    return admin.post("/api/v1/keys", "{\"name\":\"k\"," + fields + "}");
  }
}
