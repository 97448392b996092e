package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fluxo.messages.work.StepHandoff;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

/** Work that nobody holds when the service starts, however long ago the one before it died. */
class LeftWorkTest {

  private final AtomicInteger calls = new AtomicInteger();
  private RunningFluxo fluxo;
  private HttpServer shop;

  @BeforeEach
  void open() throws IOException {
    fluxo = RunningFluxo.inNewFolder();
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.setExecutor(Executors.newCachedThreadPool());
    shop.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(calls.incrementAndGet() == 1 ? 503 : 200, -1);
          exchange.close();
        });
    shop.start();
  }

  @AfterEach
  void close() {
    fluxo.close();
    shop.stop(0);
  }

  @Test
  void aStepThatNobodyTookOnIsTakenUpLater() {
    calls.set(1); // the shop works
    publish();
    SmartLifecycle runner = (SmartLifecycle) fluxo.bean(StepHandoff.class);
    runner.stop();
    String run = start();
    runner.start();
    assertThat(completed(run)).isEqualTo(200);
    assertThat(calls.get()).isEqualTo(2);
  }

  @Test
  void aStepThatFellDueWhileNobodyWasThereIsTakenUp() {
    publish();
    String run = start();
    Eventually.of(calls::get, count -> count == 1);
    fluxo.restart();
    assertThat(completed(run)).isEqualTo(200);
    assertThat(calls.get()).isEqualTo(2);
  }

  private void publish() {
    String url = "http://127.0.0.1:" + shop.getAddress().getPort() + "/";
    fluxo
        .client()
        .publish(
            """
            id: order
            nodes:
              - id: ask
                type: http_request
                config: {url: "%s"}
                retry: {maxAttempts: 3, delay: 500ms}
            """
                .formatted(url));
  }

  private String start() {
    return fluxo.client().post("/api/v1/workflows/order/runs", "{}").body().path("runId").asText();
  }

  private int completed(String run) {
    FluxoClient client = fluxo.client();
    return Eventually.is(
            () -> client.get("/api/v1/runs/" + run),
            answer -> answer.body().path("status").asText().equals("completed"))
        .status();
  }
}
