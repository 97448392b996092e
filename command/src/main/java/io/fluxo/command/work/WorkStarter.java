package io.fluxo.command.work;

import io.fluxo.command.step.StepHistory;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.work.StepHandoff;
import io.fluxo.messages.work.StepTask;
import io.fluxo.messages.work.WorkerId;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up work that is due: hands a step over, wakes a run. */
final class WorkStarter {

  private static final Logger LOG = LoggerFactory.getLogger(WorkStarter.class);

  private final Supplier<StepHandoff> handoff;
  private final Supplier<CommandGateway> commands;
  private final Supplier<StoredParentNotices> parents;
  private final StepHistory history;
  private final GivenBack back;
  private final WorkerId worker;

  WorkStarter(
      Supplier<StepHandoff> handoff,
      Supplier<CommandGateway> commands,
      Supplier<StoredParentNotices> parents,
      StepHistory history,
      GivenBack back,
      WorkerId worker) {
    this.handoff = handoff;
    this.commands = commands;
    this.parents = parents;
    this.history = history;
    this.back = back;
    this.worker = worker;
  }

  void start(OpenWork work) {
    try {
      StepTask task = work.task();
      if (task != null) {
        handOver(task);
      } else if (work.kind() == WorkKind.STEP) {
        startStep(new StepId(work.id()));
      } else if (work.kind() == WorkKind.TIME) {
        wake(work);
      } else {
        parents.get().tell(work);
      }
    } catch (RuntimeException e) {
      LOG.warn("Work {} could not be taken up and is left to the sweeper", work.id(), e);
      back.add(work.id());
    }
  }

  void abandon(String stepId) {
    handoff.get().abandon(stepId);
  }

  Set<String> underWay() {
    return handoff.get().underWay();
  }

  private void startStep(StepId id) {
    StepHistory.Found found = history.of(id);
    if (found == null || !found.isOpen()) {
      return;
    }
    if (found.lostOutcome()) {
      Failure failure =
          Failure.permanent(
              Failure.OUTCOME_UNKNOWN,
              "The worker was lost after the attempt began: whether it had its effect is unknown");
      send(
          id.value(),
          new CompleteStep(
              id, found.facts().attempt(), worker.value(), new StepOutcome.Unknown(failure)),
          found.context());
      return;
    }
    StepTask task = WorkChanges.task(id, found.facts(), found.context());
    if (task != null) {
      handOver(task);
    }
  }

  private void handOver(StepTask task) {
    if (!handoff.get().accept(task)) {
      back.add(task.stepId().value());
    }
  }

  private void wake(OpenWork work) {
    StepId place = new StepId(work.id());
    RunId run = place.runId();
    Context context =
        new Context(work.tenant(), work.workspace(), "timer", run.value(), null, null);
    send(work.id(), new WakeRun(run, place.ordinal()), context);
  }

  private void send(String id, Object command, Context context) {
    commands
        .get()
        .send(
            GenericCommandMessage.asCommandMessage(command).withMetaData(context.toMetaData()),
            (sent, result) -> {
              if (result.isExceptional() && Rejection.isPassing(result.exceptionResult())) {
                LOG.warn("A wake-up failed and is left to the sweeper", result.exceptionResult());
                back.add(id);
              }
            });
  }
}
