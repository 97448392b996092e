package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.FluxoClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A caller that does not know whether its request arrived sends it again. */
class IdempotencyTest {

  private static final int CALLERS = 32;
  private static RunningFluxo fluxo;
  private static FluxoClient user;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
    for (String id : List.of("once", "other")) {
      user.publish("{\"id\":\"" + id + "\",\"nodes\":[{\"id\":\"a\",\"type\":\"noop\"}]}");
    }
    user.publish(
        "{\"id\":\"slow\",\"nodes\":[{\"id\":\"d\",\"type\":\"delay\",\"config\":{\"duration\":\"1h\"}}]}");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static Answer send(String workflow, String key, String body) {
    return user.post("/api/v1/workflows/" + workflow + "/runs", body, "Idempotency-Key", key);
  }

  private static String run(Answer answer) {
    return answer.body().path("runId").asText();
  }

  @Test
  void manyAtOnceStartOneRun() throws Exception {
    CountDownLatch together = new CountDownLatch(CALLERS);
    List<Future<Answer>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (int i = 0; i < CALLERS; i++) {
        answers.add(
            callers.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return send("once", "order-1", "{\"input\":{\"n\":1}}");
                }));
      }
    }
    List<String> runs = new ArrayList<>();
    for (Future<Answer> answer : answers) {
      assertThat(answer.get().status()).isIn(200, 202);
      runs.add(run(answer.get()));
    }
    assertThat(runs).hasSize(CALLERS);
    assertThat(runs.stream().distinct()).hasSize(1);
    Eventually.is(
        () -> user.get("/api/v1/runs?workflow=once"),
        list -> list.body().path("items").size() == 1);
  }

  @Test
  void aRunThatGoesOnIsAnsweredWithItself() {
    Answer first = send("slow", "slow-1", "{}");
    Answer again = send("slow", "slow-1", "{}");
    assertThat(again.status()).isEqualTo(202);
    assertThat(run(again)).isEqualTo(run(first));
    assertThat(again.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
  }

  @Test
  void theKeyBelongsToItsBody() {
    send("once", "order-2", "{\"input\":{\"n\":1}}");
    Answer another = send("once", "order-2", "{\"input\":{\"n\":2}}");
    assertThat(another.status()).isEqualTo(422);
    assertThat(another.body().path("code").asText()).isEqualTo("key_reused");
    assertThat(run(send("other", "order-2", "{\"input\":{\"n\":2}}"))).isNotEmpty();
  }

  @Test
  void aStartThatWasRefusedLeavesItsKeyFree() {
    assertThat(send("missing", "order-3", "{}").status()).isEqualTo(404);
    user.publish("{\"id\":\"missing\",\"nodes\":[{\"id\":\"a\",\"type\":\"noop\"}]}");
    assertThat(send("missing", "order-3", "{}").status()).isEqualTo(202);
  }
}
