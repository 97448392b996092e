package io.fluxo.connectors.step;

import io.fluxo.messages.node.Effect;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepCommand.StartStep;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.work.StepHandoff;
import io.fluxo.messages.work.StepTask;
import io.fluxo.messages.work.WorkerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the attempts that are handed over: each on a virtual thread, so many at once per node type,
 * bounded in time. The outcome goes back as a command until somebody takes it.
 */
@Component
final class StepRunner implements StepHandoff, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
  private static final long STOP_SECONDS = 15;
  private static final long LONGEST_RETRY_MILLIS = 5_000;

  private final ObjectProvider<CommandGateway> commands;
  private final WorkerId worker;
  private final Map<String, EffectNode> nodes = new HashMap<>();
  private final Map<String, Semaphore> permits = new HashMap<>();
  private final Map<String, Thread> underWay = new ConcurrentHashMap<>();
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor clock;
  private volatile boolean running;

  StepRunner(ObjectProvider<CommandGateway> commands, WorkerId worker, List<EffectNode> types) {
    this.commands = commands;
    this.worker = worker;
    for (EffectNode type : types) {
      nodes.put(type.type(), type);
      permits.put(type.type(), new Semaphore(type.concurrency(), true));
    }
    this.clock =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("step-timeouts").unstarted(task));
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void accept(StepTask task) {
    if (running) {
      attempts.execute(() -> run(task));
    }
  }

  @Override
  public void abandon(String stepId) {
    Thread thread = underWay.get(stepId);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run(StepTask task) {
    String id = task.stepId().value();
    if (underWay.putIfAbsent(id, Thread.currentThread()) != null) {
      return;
    }
    Semaphore permit = permits.get(task.type());
    try {
      if (permit != null) {
        permit.acquire();
      }
      try {
        attempt(task);
      } finally {
        if (permit != null) {
          permit.release();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Step {} was abandoned before its attempt", id);
    } finally {
      underWay.remove(id);
    }
  }

  private void attempt(StepTask task) {
    if (task.effect() == Effect.ONCE && !begin(task)) {
      return;
    }
    EffectNode node = nodes.get(task.type());
    Thread self = Thread.currentThread();
    Future<?> timeout =
        clock.schedule(self::interrupt, task.timeout().toMillis(), TimeUnit.MILLISECONDS);
    StepOutcome outcome;
    try {
      outcome = Attempt.make(task, node);
    } finally {
      timeout.cancel(false);
    }
    tell(task, outcome, 50);
  }

  private boolean begin(StepTask task) {
    try {
      Boolean mayBegin =
          commands
              .getObject()
              .sendAndWait(
                  message(task, new StartStep(task.stepId(), task.attempt(), worker.value())));
      return Boolean.TRUE.equals(mayBegin);
    } catch (RuntimeException e) {
      LOG.warn("Step {} could not be begun and is left to the sweeper", task.stepId(), e);
      return false;
    }
  }

  private void tell(StepTask task, StepOutcome outcome, long retryMillis) {
    commands
        .getObject()
        .send(
            message(task, new CompleteStep(task.stepId(), task.attempt(), worker.value(), outcome)),
            (sent, result) -> {
              if (result.isExceptional()) {
                again(task, outcome, retryMillis, result.exceptionResult());
              }
            });
  }

  private void again(StepTask task, StepOutcome outcome, long millis, @Nullable Throwable cause) {
    if (cause instanceof Rejection rejection && rejection.code() != Rejection.Code.UNAVAILABLE) {
      LOG.warn("The outcome of step {} was refused: {}", task.stepId(), cause.getMessage());
      return;
    }
    if (running) {
      LOG.warn("The outcome of step {} is told again in {} ms", task.stepId(), millis, cause);
      clock.schedule(
          () -> tell(task, outcome, Math.min(millis * 2, LONGEST_RETRY_MILLIS)),
          millis,
          TimeUnit.MILLISECONDS);
    }
  }

  private static CommandMessage<Object> message(StepTask task, Object command) {
    return GenericCommandMessage.asCommandMessage(command)
        .withMetaData(task.context().actedBy("worker").toMetaData());
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    attempts.shutdown();
    try {
      if (!attempts.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} attempts were still under way", underWay.size());
        attempts.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clock.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Up before the sweeper hands work over, down after it. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 20_000;
  }
}
