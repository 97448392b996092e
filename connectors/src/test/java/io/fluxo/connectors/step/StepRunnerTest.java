package io.fluxo.connectors.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxo.connectors.FakeNode;
import io.fluxo.connectors.Tasks;
import io.fluxo.connectors.dependency.DependencySettings;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepCommand;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepRunnerTest {

  private static final StepOutcome OK = FakeNode.OK;

  private final StepCommands told = new StepCommands();
  private final List<CommandMessage<?>> commands = told.heard;
  private StepRunner runner;

  private void runner(int concurrency, FakeNode.Body body) {
    runner =
        told.runner(
            StepCommands.lanes(
                DependencySettings.DEFAULT,
                System::nanoTime,
                new FakeNode("n", concurrency, body)));
    runner.start();
  }

  @AfterEach
  void stop() {
    runner.stop();
  }

  private StepOutcome outcome() {
    return told.outcome();
  }

  private static StepTask task(Effect effect, Duration timeout) {
    return Tasks.of("n", effect, 1, Map.of(), timeout);
  }

  private static StepTask task(Effect effect) {
    return task(effect, Duration.ofSeconds(20));
  }

  private static FakeNode.Body sleepy() {
    return task -> {
      new CountDownLatch(1).await();
      return OK;
    };
  }

  @Test
  void an_idempotent_step_is_made_and_told_with_its_context() {
    runner(1, task -> OK);
    runner.accept(task(Effect.IDEMPOTENT));
    assertThat(outcome()).isEqualTo(OK);
    assertThat(commands).hasSize(1);
    assertThat(commands.getFirst().getMetaData())
        .containsEntry("a", "worker")
        .containsEntry("c", "corr-1");
  }

  @Test
  void secrets_are_filled_in_for_the_call_and_taken_out_of_its_answer() {
    AtomicReference<Object> seen = new AtomicReference<>();
    runner(
        1,
        task -> {
          seen.set(task.input().object().get("t"));
          return new StepOutcome.Succeeded(task.input(), null);
        });
    runner.accept(withSecret(Effect.ONCE, "token"));
    assertThat(outcome())
        .isEqualTo(new StepOutcome.Succeeded(Payload.of(Map.of("t", "${secrets.token}")), null));
    assertThat(seen.get()).isEqualTo("s3cr3t-value");
  }

  @Test
  void a_once_step_without_its_secret_fails_before_it_begins() {
    runner(1, task -> OK);
    runner.accept(withSecret(Effect.ONCE, "missing"));
    assertThat(((StepOutcome.Failed) outcome()).failure().errorClass())
        .isEqualTo(Failure.CONFIGURATION);
    assertThat(commands).hasSize(1);
  }

  private static StepTask withSecret(Effect effect, String name) {
    StepTask task = Tasks.of("n", effect, 1, Map.of("t", "${secrets." + name + "}"));
    return Tasks.with(task, new SecretUse("orders", List.of(new SecretPlace("/t", 0, name))));
  }

  @Test
  void a_once_step_is_recorded_before_it_is_made() {
    runner(1, task -> OK);
    runner.accept(task(Effect.ONCE));
    outcome();
    assertThat(commands.getFirst().getPayload()).isInstanceOf(StepCommand.StartStep.class);
  }

  @Test
  void a_once_step_that_may_not_start_is_not_made() {
    AtomicInteger made = new AtomicInteger();
    told.mayStart = false;
    runner(
        1,
        task -> {
          made.incrementAndGet();
          return OK;
        });
    runner.accept(task(Effect.ONCE));
    await().until(() -> commands.size() == 1 && runner.load().get("n").active() == 0);
    assertThat(made).hasValue(0);
  }

  /** As when the process stood still, or the database, between the start and its answer. */
  @Test
  void a_once_step_that_was_told_as_failed_before_its_start_was_heard_of_is_not_made() {
    AtomicInteger made = new AtomicInteger();
    told.atStart =
        () -> {
          while (commands.size() < 2) {
            Thread.onSpinWait();
          }
        };
    runner(
        1,
        task -> {
          made.incrementAndGet();
          return OK;
        });
    runner.accept(task(Effect.ONCE, Duration.ofMillis(20)));
    assertThat(told.outcome())
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class,
            failed -> assertThat(failed.failure().errorClass()).isEqualTo(Failure.TIMEOUT));
    await().until(() -> runner.load().get("n").active() == 0);
    assertThat(made).hasValue(0);
    assertThat(commands).hasSize(2);
  }

  @Test
  void a_timeout_is_passing_when_repeatable_and_unknown_when_not() {
    runner(2, sleepy());
    runner.accept(task(Effect.IDEMPOTENT, Duration.ofMillis(50)));
    assertThat(outcome())
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class,
            failed -> {
              assertThat(failed.failure().errorClass()).isEqualTo(Failure.TIMEOUT);
              assertThat(failed.failure().retryable()).isTrue();
            });
    commands.clear();
    runner.accept(task(Effect.ONCE, Duration.ofMillis(50)));
    assertThat(outcome()).isInstanceOf(StepOutcome.Unknown.class);
  }

  @Test
  void a_node_that_ignores_its_interrupt_is_told_as_timed_out_anyway() {
    CountDownLatch release = new CountDownLatch(1);
    runner(
        1,
        task -> {
          while (release.getCount() > 0) {
            try {
              release.await();
            } catch (InterruptedException ignored) {
              // stubborn on purpose
            }
          }
          return OK;
        });
    runner.accept(task(Effect.IDEMPOTENT, Duration.ofMillis(20)));
    assertThat(outcome()).isInstanceOf(StepOutcome.Failed.class);
    release.countDown();
    await().until(() -> runner.load().get("n").active() == 0);
    assertThat(commands).hasSize(1);
  }

  @Test
  void an_exception_is_passing_when_repeatable_and_unknown_when_not() {
    runner(
        1,
        task -> {
          throw new IllegalStateException("boom");
        });
    runner.accept(task(Effect.IDEMPOTENT));
    assertThat(outcome())
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class, f -> assertThat(f.failure().retryable()).isTrue());
    commands.clear();
    runner.accept(task(Effect.ONCE));
    assertThat(outcome()).isInstanceOf(StepOutcome.Unknown.class);
  }

  @Test
  void a_node_failure_is_told_as_it_is() {
    Failure failure = Failure.permanent(Failure.REFUSED, "no");
    runner(
        1,
        task -> {
          throw new NodeFailure(failure);
        });
    runner.accept(task(Effect.ONCE));
    assertThat(outcome()).isEqualTo(new StepOutcome.Failed(failure, null));
  }

  @Test
  void an_unknown_type_fails_for_good() {
    runner(1, task -> OK);
    runner.accept(Tasks.of("other", Effect.IDEMPOTENT, 1, Map.of()));
    assertThat(outcome())
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class,
            f -> assertThat(f.failure().errorClass()).isEqualTo(Failure.UNKNOWN_NODE_TYPE));
  }

  @Test
  void the_end_is_told_again_until_it_is_heard_and_the_step_made_once() {
    AtomicInteger made = new AtomicInteger();
    told.outages.set(3);
    runner(
        1,
        task -> {
          made.incrementAndGet();
          return OK;
        });
    runner.accept(task(Effect.IDEMPOTENT));
    assertThat(outcome()).isEqualTo(OK);
    assertThat(made).hasValue(1);
  }

  @Test
  void no_more_run_at_once_than_allowed_and_a_repeated_task_runs_once() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    runner(
        3,
        task -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          go.await();
          now.decrementAndGet();
          return OK;
        });
    for (int i = 0; i < 40; i++) {
      runner.accept(Tasks.of("n", Effect.IDEMPOTENT, i % 20, Map.of()));
    }
    await().until(() -> now.get() == 3);
    assertThat(runner.load()).containsEntry("n", new StepRunner.Load(17, 3));
    go.countDown();
    await().until(() -> commands.size() == 20);
    assertThat(most).hasValue(3);
    assertThat(runner.load()).containsEntry("n", new StepRunner.Load(0, 0));
  }

  @Test
  void an_abandoned_step_is_interrupted_and_not_told() {
    runner(1, sleepy());
    StepTask task = task(Effect.IDEMPOTENT);
    runner.accept(task);
    runner.abandon(task.stepId().value());
    await().until(() -> runner.load().get("n").active() == 0);
    assertThat(commands).isEmpty();
  }

  @Test
  void nothing_is_taken_on_after_the_stop() {
    runner(1, task -> OK);
    runner.stop();
    runner.accept(task(Effect.IDEMPOTENT));
    assertThat(runner.load()).containsEntry("n", new StepRunner.Load(0, 0));
    assertThat(commands).isEmpty();
  }
}
