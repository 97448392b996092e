package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A payment was asked for, and nobody knows whether it was made: a person finds out. */
class UnknownOutcomeTest {

  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final Queue<String> LOOKED_UP = new ConcurrentLinkedQueue<>();
  private static RunningFluxo fluxo;
  private static FluxoClient user;
  private static HttpServer bank;

  @BeforeAll
  static void start() throws IOException {
    bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bank.createContext(
        "/pay",
        exchange -> {
          CALLS.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.close(); // no answer
        });
    bank.createContext(
        "/payments",
        exchange -> {
          String key = exchange.getRequestURI().getPath().substring("/payments/".length());
          LOOKED_UP.add(key);
          boolean paid = key.equals(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          byte[] body = "{\"receipt\":\"found\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(paid ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    bank.start();
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
    Answer published =
        user.publish(
            """
            id: pay
            nodes:
              - id: charge
                type: http_request
                config: {url: "http://127.0.0.1:%d/pay", method: POST, body: {amount: 5}}
                onError: sorry
                next: thanks
              - {id: thanks, type: data_transform, config: {value: {paid: "${nodes.charge.output.receipt}"}}}
              - {id: sorry, type: data_transform, config: {value: {failed: "${error.message}"}}}
            """
                .formatted(bank.getAddress().getPort()));
    assertThat(published.status()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
    bank.stop(0);
  }

  private static String unknown() {
    int before = CALLS.get();
    String run = user.post("/api/v1/workflows/pay/runs", "{}").body().path("runId").asText();
    JsonNode step =
        Eventually.is(
                () -> user.get("/api/v1/runs/" + run + "/steps"),
                a -> a.body().at("/items/0/status").asText().equals("unknown"))
            .body()
            .at("/items/0");
    assertThat(step.path("node").asText()).isEqualTo("charge");
    assertThat(CALLS.get() - before).as("asked once, whatever came of it").isEqualTo(1);
    assertThat(user.get("/api/v1/runs/" + run).body().path("status").asText())
        .isEqualTo("waiting_input");
    return run;
  }

  private static Answer resolve(String run, String step, String body) {
    return user.post("/api/v1/runs/" + run + "/steps/" + step + "/resolve", body);
  }

  private static JsonNode ended(String run) {
    return Eventually.is(
            () -> user.get("/api/v1/runs/" + run),
            a -> a.body().path("status").asText().equals("completed"))
        .body();
  }

  @Test
  void aNodeThatCanLookUpWhatItDidAsksNobody() {
    int port = bank.getAddress().getPort();
    Answer published =
        user.publish(
            """
            id: looking
            nodes:
              - id: charge
                type: http_request
                config:
                  url: "http://127.0.0.1:%d/pay"
                  method: POST
                  lookUp: {url: "http://127.0.0.1:%d/payments/{key}"}
                next: thanks
              - {id: thanks, type: data_transform, config: {value: "${nodes.charge.output.body.receipt}"}}
            """
                .formatted(port, port));
    assertThat(published.status()).as("%s", published.body()).isEqualTo(201);
    int before = CALLS.get();
    String run = user.post("/api/v1/workflows/looking/runs", "{}").body().path("runId").asText();
    assertThat(ended(run).path("output").asText()).isEqualTo("found");
    assertThat(CALLS.get() - before).isEqualTo(1);
    assertThat(LOOKED_UP).contains(run + "-1");
  }

  @Test
  void aRunGoesOnWithWhatAPersonFoundOut() {
    String run = unknown();
    String found =
        "{\"outcome\":\"succeeded\",\"output\":{\"receipt\":\"r-1\"},\"reason\":\"seen at the bank\"}";
    assertThat(resolve(run, "1", found).status()).isEqualTo(200);
    assertThat(ended(run).at("/output/paid").asText()).isEqualTo("r-1");
    Answer again = resolve(run, "1", found);
    assertThat(again.status()).as("%s", again.body()).isEqualTo(409);
    String events = user.get("/api/v1/runs/" + run + "/events").body().toString();
    assertThat(events).contains("flx.step.resolved").contains("seen at the bank");
  }

  @Test
  void whatDidNotHappenFails() {
    String run = unknown();
    assertThat(resolve(run, "1", "{\"outcome\":\"failed\",\"reason\":\"not paid\"}").status())
        .isEqualTo(200);
    assertThat(ended(run).at("/output/failed").asText()).isEqualTo("not paid");
  }

  @Test
  void nonsenseSettlesNothing() {
    String run = unknown();
    String good = "{\"outcome\":\"succeeded\"}";
    assertThat(resolve(run, "1", "{\"outcome\":\"maybe\"}").status()).isEqualTo(422);
    assertThat(resolve(run, "1", "{\"outcome\":1,\"x\":2}").status()).isIn(400, 422);
    assertThat(resolve(run, "1", "{").status()).isEqualTo(400);
    assertThat(resolve(run, "2", good).status()).isEqualTo(404);
    assertThat(resolve(run, "0", good).status()).isEqualTo(404);
    assertThat(resolve(run, "99999999999", good).status()).isEqualTo(404);
    assertThat(resolve("01m7y1xvakv835skhn35myq5zd", "1", good).status()).isEqualTo(404);
    assertThat(resolve("nothing", "1", good).status()).isEqualTo(404);
    assertThat(user.get("/api/v1/runs/" + run).body().path("status").asText())
        .isEqualTo("waiting_input");
    assertThat(resolve(run, "1", good).status()).isEqualTo(200);
    ended(run);
  }
}
