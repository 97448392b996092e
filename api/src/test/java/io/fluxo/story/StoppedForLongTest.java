package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

/**
 * A worker whose time is up while it lives, as after it was stopped for longer than it may be
 * silent: what it has begun is under way all the same.
 */
class StoppedForLongTest {

  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);
  private RunningFluxo fluxo;
  private HttpServer bank;

  @BeforeEach
  void open() throws IOException {
    fluxo = RunningFluxo.inNewFolder();
    bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bank.setExecutor(Executors.newCachedThreadPool());
    bank.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    bank.start();
  }

  @AfterEach
  void close() {
    answer.countDown();
    fluxo.close();
    bank.stop(0);
  }

  @Test
  void whatItHasUnderWayIsNotGivenUpByItself() {
    String run = pay();
    Eventually.of(calls::get, count -> count == 1);
    fluxo.bean("workerLife", SmartLifecycle.class).stop();
    awaitSweeps(3);
    FluxoClient user = fluxo.client();
    assertThat(user.get("/api/v1/runs/" + run + "/events").body().toString())
        .contains("flx.step.started")
        .doesNotContain("flx.step.outcome");
    answer.countDown();
    assertThat(completed(run).status()).isEqualTo(200);
    assertThat(calls).hasValue(1);
  }

  @Test
  void whatItHoldsAndForgotIsTakenUp() {
    SmartLifecycle runner = fluxo.bean("stepRunner", SmartLifecycle.class);
    runner.stop();
    String run = pay();
    String id = run + "-1";
    assertThat(fluxo.database().update("DELETE FROM open_work WHERE id = ?", id)).isEqualTo(1);
    runner.start();
    awaitSweeps(2);
    assertThat(calls).hasValue(0);
    // As after a commit whose answer was lost: held by the table, and by nobody in memory.
    fluxo
        .database()
        .update(
            "INSERT INTO open_work (id, kind, due_at, owner, tenant, workspace)"
                + " SELECT ?, 's', now() - interval '1 minute', id, 'default', 'default'"
                + " FROM worker",
            id);
    answer.countDown();
    assertThat(completed(run).status()).isEqualTo(200);
    assertThat(calls).hasValue(1);
  }

  private String pay() {
    FluxoClient user = fluxo.client();
    user.publish(
        """
        id: pay
        nodes:
          - id: charge
            type: http_request
            config: {url: "http://127.0.0.1:%d/pay", method: POST, body: {amount: 5}}
            timeout: 1m
        """
            .formatted(bank.getAddress().getPort()));
    return user.post("/api/v1/workflows/pay/runs", "{}").body().path("runId").asText();
  }

  /** A sweep takes up what is nobody's: a wake-up of a run that never was. */
  private void awaitSweeps(int count) {
    for (int i = 1; i <= count; i++) {
      String id = "01jd00000000000000000000%02d-0".formatted(i);
      fluxo
          .database()
          .update(
              "INSERT INTO open_work (id, kind, due_at, owner, tenant, workspace)"
                  + " VALUES (?, 't', now(), NULL, 'default', 'default')",
              id);
      Eventually.of(
          () ->
              fluxo
                  .database()
                  .queryForObject(
                      "SELECT count(owner) FROM open_work WHERE id = ?", Integer.class, id),
          owners -> owners == 1);
    }
  }

  private FluxoClient.Answer completed(String run) {
    FluxoClient user = fluxo.client();
    return Eventually.is(
        () -> user.get("/api/v1/runs/" + run),
        answer -> answer.body().path("status").asText().equals("completed"));
  }
}
