package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A start is answered before anything outside was asked: whoever is slow there delays nobody. */
class PromptStartTest {

  private static final CountDownLatch STARTED = new CountDownLatch(1);
  private static RunningFluxo fluxo;
  private static FluxoClient user;
  private static HttpServer slow;

  @BeforeAll
  static void start() throws IOException {
    slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.createContext(
        "/slow",
        exchange -> {
          try {
            STARTED.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    slow.start();
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
  }

  @AfterAll
  static void stop() {
    STARTED.countDown();
    fluxo.close();
    slow.stop(0);
  }

  @Test
  void theStartIsAnsweredWhileTheCallStillWaits() {
    Answer published =
        user.publish(
            """
            id: slow
            nodes:
              - {id: call, type: http_request, config: {url: "http://127.0.0.1:%d/slow"}}
            """
                .formatted(slow.getAddress().getPort()));
    assertThat(published.status()).as(published.raw().body()).isEqualTo(201);

    // The server answers only after this has: a call inside the start would never come back.
    Answer started = user.post("/api/v1/workflows/slow/runs", "{}");
    assertThat(started.status()).isEqualTo(202);
    STARTED.countDown();

    String run = "/api/v1/runs/" + started.body().path("runId").asText();
    Answer ended =
        Eventually.is(
            () -> user.get(run),
            answer -> answer.body().path("status").asText().equals("completed"));
    assertThat(ended.body().at("/output/body/ok").asBoolean()).as(ended.raw().body()).isTrue();
  }
}
