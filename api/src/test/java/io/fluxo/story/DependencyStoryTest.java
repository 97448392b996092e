package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop that is down, as its tenant and the operator see it over HTTP. */
class DependencyStoryTest {

  private static RunningFluxo fluxo;
  private static FluxoClient client;

  private final AtomicInteger calls = new AtomicInteger();
  private HttpServer shop;
  private volatile int status = 503;
  private String name;

  @BeforeAll
  static void start() {
    fluxo =
        RunningFluxo.with(
            "fluxo.dependency.breaker.minimum-calls=3",
            "fluxo.dependency.breaker.open-for=1h",
            "fluxo.dependency.hosts[0].name=127.0.0.1",
            "fluxo.outbound.allowed-hosts=127.0.0.1,localhost");
    client = fluxo.client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @BeforeEach
  void open() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.setExecutor(Executors.newCachedThreadPool());
    shop.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    shop.start();
    name = "http://127.0.0.1:" + shop.getAddress().getPort();
  }

  @AfterEach
  void close() {
    shop.stop(0);
  }

  private void publish(FluxoClient author) {
    Answer published =
        author.publish(
            """
            id: order
            nodes:
              - id: ask
                type: http_request
                config: {url: "%s/buy"}
                retry: {maxAttempts: 1}
            """
                .formatted(name));
    assertThat(published.status()).as("%s", published.raw().body()).isIn(200, 201);
  }

  private List<String> start(int runs) {
    List<String> started = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      started.add(client.post("/api/v1/workflows/order/runs", "{}").body().path("runId").asText());
    }
    return started;
  }

  private static JsonNode item(Answer answer, String field, String value) {
    return StreamSupport.stream(answer.body().path("items").spliterator(), false)
        .filter(each -> each.path(field).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError(answer.raw().body()));
  }

  private JsonNode view() {
    return item(client.get("/api/v1/dependencies"), "dependency", name);
  }

  private static boolean ended(String run, String how) {
    Answer answer = client.get("/api/v1/runs/" + run);
    return answer.status() == 200 && answer.body().path("status").asText().equals(how);
  }

  @Test
  void runsWaitForAShopThatIsDownAndGoOnWhenSomebodySaysThatItIsBack() {
    publish(client);
    List<String> burnt = start(3);
    burnt.forEach(run -> Eventually.of(() -> ended(run, "failed"), Boolean::booleanValue));
    assertThat(view().path("breaker").asText()).isEqualTo("open");
    assertThat(view().path("failureRate").asDouble()).isEqualTo(100.0);
    assertThat(view().path("lastFailure").asText()).isEqualTo("unavailable");
    assertThat(view().path("blockedUntil").asText()).contains("T");

    List<String> parked = start(5);
    Eventually.of(() -> view().path("waiting").asInt(), waiting -> waiting == 5);
    assertThat(view().path("oldestWaitingMs").asLong()).isNotNegative();
    JsonNode queue = item(client.get("/api/v1/queues"), "connector", "http_request");
    assertThat(queue.path("parked").asInt()).isEqualTo(5);
    assertThat(queue.path("active").asInt()).isZero();
    assertThat(metric("fluxo.dependency.breakers.open")).isPositive();
    assertThat(metric("fluxo.dependency.waiting")).isEqualTo(5.0);
    assertThat(calls.get()).isEqualTo(3);

    // One that is cancelled while it is parked is gone at once and never made.
    String cancelled = parked.removeLast();
    client.post("/api/v1/runs/" + cancelled + "/cancel", "{}");
    Eventually.of(() -> view().path("waiting").asInt(), waiting -> waiting == 4);

    status = 200;
    Answer reset = reset(client, name, "The shop says that it is back");
    assertThat(reset.status()).as("%s", reset.raw().body()).isEqualTo(200);
    assertThat(reset.body().path("breaker").asText()).isEqualTo("closed");
    parked.forEach(run -> Eventually.of(() -> ended(run, "completed"), Boolean::booleanValue));
    assertThat(calls.get()).isEqualTo(7);
    assertThat(view().path("waiting").asInt()).isZero();
    Eventually.is(
        () -> client.get("/api/v1/events?type=flx.dependency.reset"),
        events -> events.raw().body().contains("The shop says that it is back"));
  }

  private double metric(String meter) {
    return Eventually.is(
            () -> client.get("/actuator/metrics/" + meter + "?tag=dependency:127.0.0.1"),
            answer -> answer.status() == 200)
        .body()
        .at("/measurements/0/value")
        .asDouble();
  }

  private static Answer reset(FluxoClient who, String dependency, String reason) {
    return who.post(
        "/api/v1/dependencies/reset",
        "{\"connector\":\"http_request\",\"dependency\":\"%s\",\"reason\":\"%s\"}"
            .formatted(dependency, reason));
  }

  @Test
  void anotherTenantSeesNothingOfItAndHasABreakerOfItsOwn() {
    publish(client);
    start(3).forEach(run -> Eventually.of(() -> ended(run, "failed"), Boolean::booleanValue));
    Answer registered =
        client
            .with(null)
            .post(
                "/api/v1/auth/register",
                """
                {"company":"Other","name":"Olga","email":"olga@other.example",
                 "password":"a stranger with long words"}
                """);
    FluxoClient other = client.with(registered.body().path("accessToken").asText());
    assertThat(other.get("/api/v1/dependencies").body().path("items")).isEmpty();
    assertThat(reset(other, name, "Mine?").status()).isEqualTo(404);
    assertThat(view().path("breaker").asText()).isEqualTo("open");
    JsonNode queue = item(other.get("/api/v1/queues"), "connector", "http_request");
    assertThat(queue.path("parked").asInt()).isZero();

    status = 200;
    publish(other);
    Answer run = other.post("/api/v1/workflows/order/runs?wait=10s", "{}");
    assertThat(run.body().path("status").asText())
        .as("%s", run.raw().body())
        .isEqualTo("completed");
    JsonNode own = item(other.get("/api/v1/dependencies"), "dependency", name);
    assertThat(own.path("breaker").asText()).isEqualTo("closed");
  }

  @Test
  void anotherWorkspaceSeesWhatItUsedItself() {
    publish(client);
    start(1).forEach(run -> Eventually.of(() -> ended(run, "failed"), Boolean::booleanValue));
    assertThat(view().path("concurrency").asInt()).isEqualTo(16);
    assertThat(client.post("/api/v1/workspaces", "{\"id\":\"lab\",\"name\":\"Lab\"}").status())
        .isEqualTo(201);
    Answer lab =
        client.send(
            client.request("/api/v1/dependencies").header("X-Fluxo-Workspace", "lab").GET());
    assertThat(lab.status()).isEqualTo(200);
    assertThat(lab.body().path("items")).isEmpty();
  }

  @Test
  void pagesFollowOneAnother() {
    publish(client);
    start(1).forEach(run -> Eventually.of(() -> ended(run, "failed"), Boolean::booleanValue));
    name = name.replace("127.0.0.1", "localhost");
    publish(client);
    start(1).forEach(run -> Eventually.of(() -> ended(run, "failed"), Boolean::booleanValue));
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get("/api/v1/dependencies?limit=1" + cursor).body();
      assertThat(page.path("items")).hasSize(1);
      seen.add(page.at("/items/0/dependency").asText());
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty() && seen.size() < 50);
    assertThat(seen).doesNotHaveDuplicates().isSorted().contains(name).hasSizeGreaterThan(1);
  }

  @Test
  void whatCannotBeIsRefusedInWords() {
    for (String body :
        List.of(
            "{}",
            "{\"connector\":\"http_request\",\"dependency\":\"x\"}",
            "{\"connector\":\"http_request\",\"dependency\":\"\",\"reason\":\"r\"}",
            "{\"connector\":\"http_request\",\"dependency\":\"x\",\"reason\":\"r\\u0000\"}",
            "{\"connector\":\"a\",\"dependency\":\"x\",\"reason\":\"r\",\"more\":1}")) {
      Answer answer = client.post("/api/v1/dependencies/reset", body);
      assertThat(answer.status()).as("%s: %s", body, answer.raw().body()).isIn(400, 422);
      assertThat(answer.type()).isEqualTo("application/problem+json");
    }
    assertThat(reset(client, "https://never.example", "r").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/dependencies?cursor=x").status()).isEqualTo(422);
    assertThat(client.get("/api/v1/dependencies?limit=0").status()).isEqualTo(422);
  }
}
