package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed in the middle of five hundred runs: every start that was acknowledged ends, and nothing
 * ran twice that must not.
 */
class KilledInTheMiddleTest {

  private static final int RUNS = 500;
  private static final int KILL_AFTER = 250;

  private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @Test
  void everyAcknowledgedStartEndsAndNoOnceEffectHappensTwice() throws Exception {
    HttpServer provider = provider();
    Path data = Files.createDirectory(folder.resolve("data"));
    ChildFluxo fluxo = new ChildFluxo(data);
    try {
      fluxo.start();
      publish(fluxo.client(), provider.getAddress().getPort());
      startRunsUntilKilled(fluxo);
      fluxo.start();
      List<String> started = List.copyOf(acknowledged);
      assertThat(started).hasSizeGreaterThanOrEqualTo(KILL_AFTER);
      for (String run : started) {
        awaitSettled(fluxo.client(), run);
      }
      assertThat(effects.values())
          .as("times that one once effect happened")
          .allSatisfy(times -> assertThat(times.get()).isEqualTo(1));
      long completed = started.stream().filter(run -> completed(fluxo.client(), run)).count();
      assertThat(completed).as("completed of %d", started.size()).isGreaterThan(started.size() / 2);
    } finally {
      fluxo.stop();
      provider.stop(0);
    }
  }

  /** Ended, or waiting for somebody to say whether a begun once effect happened. */
  private static void awaitSettled(FluxoClient client, String run) {
    try {
      Awaitility.await("run " + run)
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(50))
          .until(
              () ->
                  completed(client, run)
                      || client
                          .get("/api/v1/runs/" + run + "/steps")
                          .body()
                          .toString()
                          .contains("\"unknown\""));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "Expected an end of the run, but there is "
              + client.get("/api/v1/runs/" + run).body()
              + client.get("/api/v1/runs/" + run + "/events").body(),
          e);
    }
  }

  private static boolean completed(FluxoClient client, String run) {
    return "completed".equals(client.get("/api/v1/runs/" + run).body().path("status").asText());
  }

  private void startRunsUntilKilled(ChildFluxo fluxo) throws Exception {
    CountDownLatch half = new CountDownLatch(KILL_AFTER);
    FluxoClient client = fluxo.client();
    try (ExecutorService users = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < RUNS; i++) {
        int n = i;
        users.execute(() -> startOne(client, n, half));
      }
      assertThat(half.await(120, TimeUnit.SECONDS)).as("half of the runs started").isTrue();
      fluxo.kill();
      users.shutdownNow();
    }
  }

  private void startOne(FluxoClient client, int n, CountDownLatch half) {
    try {
      FluxoClient.Answer answer =
          client.post("/api/v1/workflows/pay/runs", "{\"input\":{\"n\":" + n + "}}");
      if (answer.status() == 202 || answer.status() == 200) {
        acknowledged.add(answer.body().path("runId").asText());
        half.countDown();
      }
    } catch (RuntimeException e) {
      // Not acknowledged: the service is gone.
    }
  }

  private static void publish(FluxoClient client, int port) {
    FluxoClient.Answer answer =
        client.publish(
            """
            id: pay
            nodes:
              - {id: before, type: noop, next: pay}
              - {id: pay, type: pay_once, config: {url: "http://127.0.0.1:%d/pay"}, next: after}
              - {id: after, type: noop}
            """
                .formatted(port));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  private HttpServer provider() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 512);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.createContext(
        "/pay",
        exchange -> {
          String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
          effects.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          byte[] body = "{\"paid\":true}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
