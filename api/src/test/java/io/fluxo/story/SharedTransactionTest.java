package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.RoutedCommand;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.RunCommand;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.Registration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands that share a transaction: what one is refused takes nothing from the others. */
class SharedTransactionTest {

  private static final Map<String, Object> CONTEXT =
      Context.of("user:ana", "shared-transaction").toMetaData();
  private static final RunId STARTED = new RunId("01jd0000000000000000000007");

  private static RunningFluxo fluxo;

  /** Keeps the lane of a routing key busy, so that what follows makes one batch. */
  record Hold(String routingKey) implements RoutedCommand {}

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    fluxo
        .client()
        .publish("id: quick\nnodes:\n  - {id: end, type: data_transform, config: {value: 1}}\n");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void aRefusalDoesNotUndoTheClaimOfAnIdempotencyKey() throws Exception {
    RunId ended =
        new RunId(
            fluxo
                .client()
                .post("/api/v1/workflows/quick/runs?wait=10s", "{}")
                .body()
                .path("runId")
                .asText());
    CommandBus bus = fluxo.bean(CommandBus.class);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Registration handler =
        bus.subscribe(
            Hold.class.getName(),
            command -> {
              held.countDown();
              return go.await(20, TimeUnit.SECONDS);
            });
    try {
      send(bus, new Hold(ended.value()));
      assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
      var start = send(bus, start(keyInTheLaneOf(ended.value())));
      var refused = send(bus, new CancelRun(ended, "too late"));
      go.countDown();
      assertThat(start.get(20, TimeUnit.SECONDS).isExceptional()).isFalse();
      assertThat(refused.get(20, TimeUnit.SECONDS).exceptionResult()).isInstanceOf(Rejection.class);
    } finally {
      handler.cancel();
    }
    assertThat(fluxo.database().queryForList("SELECT run_id FROM idempotency_key", String.class))
        .containsExactly(STARTED.value());
  }

  private static CompletableFuture<CommandResultMessage<?>> send(CommandBus bus, Object command) {
    CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
    bus.<Object, Object>dispatch(
        GenericCommandMessage.asCommandMessage(command).withMetaData(CONTEXT),
        (sent, result) -> answer.complete(result));
    return answer;
  }

  private static RunCommand start(IdempotencyKey key) {
    return new StartRun(
        STARTED,
        new WorkflowId("quick"),
        null,
        TriggerKind.MANUAL,
        null,
        Payload.EMPTY,
        null,
        key,
        null,
        0);
  }

  /** A key whose starts go through the same lane, however many lanes there are up to ten. */
  private static IdempotencyKey keyInTheLaneOf(String routingKey) {
    for (int i = 0; ; i++) {
      IdempotencyKey key = new IdempotencyKey("api:quick", "k" + i, "f", Duration.ofDays(1));
      if (lane(start(key).routingKey()) == lane(routingKey)) {
        return key;
      }
    }
  }

  private static int lane(String routingKey) {
    int hash = routingKey.hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), 2520);
  }
}
