package io.fluxo.command.step;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepCommand.ResolveStep;
import io.fluxo.messages.step.StepCommand.StartStep;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepEvent.StepFailed;
import io.fluxo.messages.step.StepEvent.StepSucceeded;
import io.fluxo.messages.step.StepOutcome;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;

/** Takes the commands of steps. */
final class StepHandler {

  private final Steps steps;
  private final RunProgress runs;
  private final InstantSource clock;

  StepHandler(Steps steps, RunProgress runs, InstantSource clock) {
    this.steps = steps;
    this.runs = runs;
    this.clock = clock;
  }

  /** True where the effect may begin. */
  @CommandHandler
  boolean handle(StartStep command) {
    return !steps.record(command.stepId(), facts -> StepDecisions.start(command, facts)).isEmpty()
        || StepDecisions.isBegun(command, steps.facts(command.stepId()));
  }

  /** True where the outcome counted. */
  @CommandHandler
  boolean handle(CompleteStep command, MetaData metaData) {
    List<StepEvent> events =
        steps.record(
            command.stepId(), facts -> StepDecisions.complete(command, facts, clock.instant()));
    goOn(command.stepId(), events, metaData);
    return !events.isEmpty();
  }

  @CommandHandler
  void handle(ResolveStep command, MetaData metaData) {
    // Before anything is said about the step: it may be another tenant's.
    runs.require(command.stepId().runId(), Context.from(metaData));
    List<StepEvent> events =
        steps.record(
            command.stepId(), facts -> StepDecisions.resolve(command, facts, clock.instant()));
    goOn(command.stepId(), events, metaData);
  }

  private void goOn(StepId step, List<StepEvent> events, MetaData metaData) {
    if (events.isEmpty()) {
      return;
    }
    StepEvent last = events.getLast();
    if (last instanceof StepSucceeded e) {
      runs.resume(
          step,
          new StepOutcome.Succeeded(e.output(), e.branch()),
          e.attempt(),
          Context.from(metaData));
    } else if (last instanceof StepFailed e && e.retryAt() == null) {
      runs.resume(
          step, new StepOutcome.Failed(e.failure(), null), e.attempt(), Context.from(metaData));
    }
  }
}
