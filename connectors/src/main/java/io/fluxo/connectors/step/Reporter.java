package io.fluxo.connectors.step;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepCommand;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.work.StepTask;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the write side how attempts begin and end, and keeps telling until it was heard. */
final class Reporter {

  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** The end of an attempt, until it was heard. */
  private record Ending(
      StepTask task, int attempt, StepOutcome outcome, long millis, Runnable afterwards) {

    Ending with(StepOutcome other) {
      return new Ending(task, attempt, other, millis, afterwards);
    }
  }

  private final CommandGateway commands;
  private final String worker;
  private final BooleanSupplier running;

  Reporter(CommandGateway commands, String worker, BooleanSupplier running) {
    this.commands = commands;
    this.worker = worker;
    this.running = running;
  }

  /** Records that an attempt begins. */
  CompletableFuture<Boolean> started(StepTask task) {
    return commands.send(
        message(new StepCommand.StartStep(task.stepId(), task.attempt(), worker), task));
  }

  /**
   * Records how an attempt ended.
   *
   * @param afterwards called once when that is settled or given up
   */
  void ended(StepTask task, StepOutcome outcome, Duration took, Runnable afterwards) {
    send(new Ending(task, task.attempt(), outcome, took.toMillis(), afterwards), FIRST_PAUSE);
  }

  /** Records how an attempt ended that a lost worker had begun. */
  void found(StepTask task, StepOutcome outcome) {
    send(new Ending(task, 0, outcome, 0, () -> {}), FIRST_PAUSE);
  }

  private void send(Ending end, Duration pause) {
    StepTask task = end.task();
    var command =
        new StepCommand.CompleteStep(
            task.stepId(), end.attempt(), worker, end.millis(), end.outcome());
    try {
      commands.send(
          message(command, task),
          (sent, result) -> {
            if (result.isExceptional()) {
              failed(end, pause, result.exceptionResult());
            } else {
              end.afterwards().run();
            }
          });
    } catch (RuntimeException error) {
      failed(end, pause, error);
    }
  }

  private void failed(Ending end, Duration pause, Throwable error) {
    Rejection rejection = rejection(error);
    if (rejection != null && !Rejection.isPassing(rejection)) {
      refused(end, rejection);
      return;
    }
    StepId step = end.task().stepId();
    if (!running.getAsBoolean()) {
      LOG.warn("Step {} ended, but that could not be recorded before the stop", step);
      end.afterwards().run();
      return;
    }
    LOG.warn(
        "Step {} ended, but that could not be recorded; again in {} ms ({})",
        step,
        pause.toMillis(),
        error.getClass().getSimpleName());
    Duration doubled = pause.multipliedBy(2);
    Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    CompletableFuture.delayedExecutor(
            pause.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
        .execute(() -> send(end, next));
  }

  /** An output that the write side does not take must not leave the run waiting for ever. */
  private void refused(Ending end, Rejection rejection) {
    boolean unfit =
        rejection.code() == Rejection.Code.TOO_LARGE
            || rejection.code() == Rejection.Code.INVALID_INPUT;
    if (unfit && end.outcome() instanceof StepOutcome.Succeeded) {
      Failure failure = Failure.permanent(Failure.LIMIT_EXCEEDED, "The output was refused");
      send(end.with(new StepOutcome.Failed(failure, null)), FIRST_PAUSE);
      return;
    }
    LOG.info("The end of step {} was refused: {}", end.task().stepId(), rejection.getMessage());
    end.afterwards().run();
  }

  /** The rejection behind an error, if it is one. */
  static @Nullable Rejection rejection(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof Rejection rejection) {
        return rejection;
      }
    }
    return null;
  }

  private static <C> CommandMessage<C> message(C command, StepTask task) {
    return GenericCommandMessage.<C>asCommandMessage(command)
        .withMetaData(task.context().actedBy("worker").toMetaData());
  }
}
