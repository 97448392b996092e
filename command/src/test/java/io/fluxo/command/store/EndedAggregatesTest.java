package io.fluxo.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class EndedAggregatesTest {

  private static final Failure FAILURE = new Failure("x.y", "no", true);

  private final CaffeineCache runs = new CaffeineCache(10);
  private final CaffeineCache steps = new CaffeineCache(10);
  private final CaffeineCache tasks = new CaffeineCache(10);
  private final EndedAggregates ended = new EndedAggregates(runs, steps, tasks);

  EndedAggregatesTest() {
    runs.put("r", "state");
    steps.put("s", "state");
    tasks.put("t", "state");
  }

  @Test
  void whatEndsALifeIsForgottenOnceItIsCommitted() {
    Runnable then = stored("r", new RunEvent.RunCompleted(Payload.NULL));
    assertThat(runs.containsKey("r")).isTrue();
    then.run();
    assertThat(runs.containsKey("r")).isFalse();

    stored("s", new StepEvent.StepFailed(1, FAILURE, null)).run();
    assertThat(steps.containsKey("s")).isFalse();

    stored("t", new TaskEvent.TaskWithdrawn("not wanted")).run();
    assertThat(tasks.containsKey("t")).isFalse();
  }

  @Test
  void whatGoesOnIsKept() {
    stored("r", new RunEvent.RunAdvanced(List.of())).run();
    stored("s", new StepEvent.StepStarted(1, "w")).run();
    stored("s", new StepEvent.StepFailed(1, FAILURE, Instant.EPOCH)).run();
    assertThat(runs.containsKey("r")).isTrue();
    assertThat(steps.containsKey("s")).isTrue();
    stored("t", new TaskEvent.TaskReleased("user:ana")).run();
    assertThat(tasks.containsKey("t")).isTrue();
  }

  private Runnable stored(String id, Object event) {
    return ended.stored(List.of(new GenericDomainEventMessage<>("any", id, 0, event)));
  }
}
