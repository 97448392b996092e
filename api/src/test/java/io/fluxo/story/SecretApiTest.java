package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.secret.SealingException;
import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretStore;
import io.fluxo.messages.secret.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Secrets are set, listed, replaced, removed and sealed anew; their values do not come back. */
class SecretApiTest {

  private static final String VALUE = "canary-value-1";

  private static RunningFluxo fluxo;
  private static FluxoClient client;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    client = fluxo.client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @AfterEach
  void removeAll() {
    fluxo.database().update("DELETE FROM secret");
  }

  @Test
  void aSecretIsSetReplacedListedAndRemoved() {
    JsonNode first = put("token", "", VALUE).body();
    assertThat(first.path("version").asInt()).isEqualTo(1);
    assertThat(first.path("scope").asText()).isEqualTo("workspace");
    assertThat(put("token", "", "another-value").body().path("version").asInt()).isEqualTo(2);
    put("token", "?scope=tenant", VALUE);
    JsonNode narrow = put("token", "?scope=node&workflow=orders&node=pay", VALUE).body();
    assertThat(narrow.path("workflow").asText()).isEqualTo("orders");
    assertThat(narrow.path("node").asText()).isEqualTo("pay");

    FluxoClient.Answer list = client.get("/api/v1/secrets");
    assertThat(list.body().path("items").findValuesAsText("scope"))
        .containsExactly("tenant", "workspace", "node");
    assertThat(list.raw().body()).doesNotContain(VALUE).doesNotContain("another");

    assertThat(client.delete("/api/v1/secrets/token").status()).isEqualTo(204);
    assertThat(client.delete("/api/v1/secrets/token").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/secrets").body().path("items")).hasSize(2);
  }

  @Test
  void pagesFollowOneAnother() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      put("name" + i, i % 2 == 0 ? "" : "?scope=tenant", VALUE);
      expected.add("name" + i);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get("/api/v1/secrets?limit=3" + cursor).body();
      seen.addAll(page.path("items").findValuesAsText("name"));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).isEqualTo(expected);
    assertThat(client.get("/api/v1/secrets?cursor=xyz").status()).isEqualTo(400);
  }

  @Test
  void whatCannotBeASecretIsRefusedWithoutShowingIt() {
    assertRefused(put("Token", "", VALUE), 422);
    assertRefused(put("to-ken", "", VALUE), 422);
    assertRefused(put("token", "", "short"), 422);
    assertRefused(put("token", "", "   short   "), 422);
    assertRefused(put("token", "", "x".repeat(65_537)), 413);
    assertRefused(put("token", "?scope=node", VALUE), 422);
    assertRefused(put("token", "?scope=node&workflow=orders", VALUE), 422);
    assertRefused(put("token", "?workflow=orders&node=pay", VALUE), 422);
    assertRefused(put("token", "?scope=world", VALUE), 422);
    assertRefused(client.put("/api/v1/secrets/token", "{\"value\": \"" + VALUE), 422);
    assertRefused(client.put("/api/v1/secrets/token", "{\"value\": [\"" + VALUE + "\"]}"), 422);
    assertRefused(client.put("/api/v1/secrets/token", "{\"" + VALUE + "\": 1}"), 422);
    assertRefused(
        client.put("/api/v1/secrets/token", "{\"value\": \"\\ud800" + VALUE + "\"}"), 422);
    assertRefused(client.put("/api/v1/secrets/token", "{}"), 422);
    assertRefused(client.put("/api/v1/secrets/token", VALUE), 422);
    assertRefused(client.put("/api/v1/secrets/token", "{\"value\":null}"), 422);
    assertThat(client.get("/api/v1/secrets").body().path("items")).isEmpty();
  }

  @Test
  void theNearestScopeWinsAndOthersSeeNothing() {
    SecretStore store = fluxo.bean(SecretStore.class);
    SecretScope node = SecretScope.node("acme", "main", "orders", "pay");
    store.put(SecretScope.tenant("acme"), "token", new SecretValue("of the tenant"), "user:a");
    assertThat(seen(node)).isEqualTo("of the tenant");
    store.put(
        SecretScope.workspace("acme", "main"), "token", new SecretValue("of the workspace"), "a");
    assertThat(seen(node)).isEqualTo("of the workspace");
    store.put(node, "token", new SecretValue("of the node"), "a");
    assertThat(seen(node)).isEqualTo("of the node");

    assertThat(seen(SecretScope.node("acme", "main", "orders", "ship")))
        .isEqualTo("of the workspace");
    assertThat(seen(SecretScope.node("acme", "main", "returns", "pay")))
        .isEqualTo("of the workspace");
    assertThat(seen(SecretScope.node("acme", "test", "orders", "pay"))).isEqualTo("of the tenant");
    assertThat(seen(SecretScope.node("other", "main", "orders", "pay"))).isNull();
    assertThat(store.list("other", "main", page()).items()).isEmpty();
    assertThat(store.list("acme", "test", page()).items()).hasSize(1);
    assertThat(store.remove(SecretScope.tenant("other"), "token")).isFalse();
    // One who answers questions has no right to the table at all.
    assertThat(
            fluxo
                .database()
                .queryForObject(
                    "SELECT has_table_privilege('fluxo_app', 'secret', 'SELECT')", Boolean.class))
        .isFalse();
  }

  @Test
  void aRowThatWasMovedOrChangedDoesNotOpen() {
    SecretStore store = fluxo.bean(SecretStore.class);
    SecretScope acme = SecretScope.workspace("acme", "main");
    SecretScope other = SecretScope.workspace("other", "main");
    store.put(acme, "token", new SecretValue("value of acme"), "a");
    store.put(acme, "second", new SecretValue("second of acme"), "a");
    store.put(other, "token", new SecretValue("value of other"), "a");
    String sealed =
        fluxo
            .database()
            .queryForObject(
                "SELECT sealed FROM secret WHERE tenant = 'acme' AND name = 'token'", String.class);

    fluxo.database().update("UPDATE secret SET sealed = ? WHERE tenant = 'other'", sealed);
    assertThatThrownBy(() -> seen(other)).isInstanceOf(SealingException.class);
    fluxo.database().update("UPDATE secret SET sealed = ? WHERE name = 'second'", sealed);
    assertThatThrownBy(() -> store.resolve(acme, Set.of("second")))
        .isInstanceOf(SealingException.class);
    assertThat(seen(acme)).isEqualTo("value of acme");
  }

  @Test
  void theKeyIsRotatedWhileOldValuesOpen() {
    SecretStore store = fluxo.bean(SecretStore.class);
    SecretScope acme = SecretScope.workspace("acme", "main");
    for (int i = 0; i < 250; i++) {
      store.put(acme, "name" + i, new SecretValue("value number " + i), "a");
    }
    String before = version();
    FluxoClient.Answer rotated = client.post("/api/v1/secrets/rotate", "");
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.body().path("keyAdded").asBoolean()).isTrue();
    // and whatever else is sealed, such as the keys of logs
    assertThat(rotated.body().path("resealed").asInt()).isGreaterThanOrEqualTo(250);
    assertThat(rotated.body().path("failed").asInt()).isZero();
    assertThat(version()).isNotEqualTo(before);
    assertThat(count("sealed LIKE 'fs1.local." + before + ".%'")).isZero();
    for (int i = 0; i < 250; i++) {
      assertThat(store.resolve(acme, Set.of("name" + i)))
          .isEqualTo(Map.of("name" + i, new SecretValue("value number " + i)));
    }
    // What cannot be opened stays as it is and hinders nobody.
    fluxo.database().update("UPDATE secret SET sealed = 'x' || sealed WHERE name = 'name7'");
    FluxoClient.Answer again = client.post("/api/v1/secrets/rotate", "");
    assertThat(again.body().path("resealed").asInt()).isEqualTo(249);
    assertThat(again.body().path("failed").asInt()).isEqualTo(1);
  }

  @Test
  void nobodyWaitsForARotationAndNoValueIsLost() throws Exception {
    SecretStore store = fluxo.bean(SecretStore.class);
    SecretScope acme = SecretScope.workspace("acme", "main");
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> users = new ArrayList<>();
      for (int user = 0; user < 4; user++) {
        String name = "name" + user;
        users.add(
            threads.submit(
                () -> {
                  int version = 0;
                  while (!over.get()) {
                    SecretValue value = new SecretValue(name + " value " + ++version);
                    store.put(acme, name, value, "a");
                    assertThat(store.resolve(acme, Set.of(name))).isEqualTo(Map.of(name, value));
                  }
                  return version;
                }));
      }
      for (int i = 0; i < 10; i++) {
        assertThat(store.rotate().failed()).isZero();
      }
      over.set(true);
      for (int user = 0; user < 4; user++) {
        int version = users.get(user).get();
        assertThat(version).isPositive();
        assertThat(store.resolve(acme, Set.of("name" + user)).get("name" + user))
            .isEqualTo(new SecretValue("name" + user + " value " + version));
      }
    }
    store.rotate();
    assertThat(version()).isNotEmpty(); // one key for all
  }

  @Test
  void noSecretGoesToNodesThatTellOtherRuns() {
    for (String node :
        List.of(
            "{id: a, type: emit_event, config: {event: x, data: {k: '${secrets.token}'}}}",
            "{id: a, type: sub_workflow, config: {workflow: w, input: {k: '${secrets.token}'}}}")) {
      FluxoClient.Answer answer = client.publish("id: w\nnodes:\n  - " + node + "\n");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body().at("/errors/0/line").asInt()).isEqualTo(3);
      assertThat(answer.body().at("/errors/0/message").asText()).contains("secret");
    }
  }

  private static String seen(SecretScope scope) {
    SecretValue value = fluxo.bean(SecretStore.class).resolve(scope, Set.of("token")).get("token");
    return value == null ? null : value.reveal();
  }

  private static PageRequest page() {
    return new PageRequest(null, 50);
  }

  private static String version() {
    return fluxo
        .database()
        .queryForObject("SELECT DISTINCT split_part(sealed, '.', 3) FROM secret", String.class);
  }

  private static int count(String condition) {
    return fluxo
        .database()
        .queryForObject("SELECT count(*) FROM secret WHERE " + condition, Integer.class);
  }

  private static void assertRefused(FluxoClient.Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.raw().body()).doesNotContain("canary").doesNotContain("short\"");
  }

  private static FluxoClient.Answer put(String name, String query, String value) {
    return client.put("/api/v1/secrets/" + name + query, "{\"value\": \"" + value + "\"}");
  }
}
