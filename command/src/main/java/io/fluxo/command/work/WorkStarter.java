package io.fluxo.command.work;

import io.fluxo.command.step.StepHistory;
import io.fluxo.command.store.Damage;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.fault.DatabaseFault;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Unspoken;
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
  private final Supplier<SagaNotices> sagas;
  private final Supplier<StoredRunPlaces> places;
  private final Supplier<StoredTaskWakeUps> tasks;
  private final StepHistory history;
  private final GivenBack back;
  private final WorkerId worker;

  WorkStarter(
      Supplier<StepHandoff> handoff,
      Supplier<CommandGateway> commands,
      Supplier<StoredParentNotices> parents,
      Supplier<SagaNotices> sagas,
      Supplier<StoredRunPlaces> places,
      Supplier<StoredTaskWakeUps> tasks,
      StepHistory history,
      GivenBack back,
      WorkerId worker) {
    this.handoff = handoff;
    this.commands = commands;
    this.parents = parents;
    this.sagas = sagas;
    this.places = places;
    this.tasks = tasks;
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
      } else if (work.kind() == WorkKind.SAGA) {
        sagas.get().tell(work);
      } else if (work.kind() == WorkKind.PLACE) {
        places.get().admit(work);
      } else if (work.kind() == WorkKind.HUMAN) {
        tasks.get().wake(work);
      } else {
        parents.get().tell(work);
      }
    } catch (RuntimeException e) {
      giveBack(work.id(), e);
    }
  }

  /** At once where it was only the moment, else set aside: what is stored does not mend itself. */
  private void giveBack(String id, Throwable error) {
    Rejection damage = Damage.in(error);
    boolean moment =
        error instanceof Rejection rejection
            ? Rejection.isPassing(rejection)
            : DatabaseFault.of(error).isPassing();
    if (moment && damage == null) {
      LOG.warn("Work {} could not be taken up and is left to the sweeper", id, error);
      back.add(id);
    } else {
      LOG.warn("Work {} could not be taken up and is set aside", id, Unspoken.of(error));
      back.aside(
          id, damage == null ? "It failed for a reason that nobody foresaw" : damage.getMessage());
    }
  }

  void abandon(String stepId) {
    handoff.get().abandon(stepId);
  }

  void withdraw(String stepId) {
    handoff.get().withdraw(stepId);
  }

  Set<String> underWay() {
    return handoff.get().underWay();
  }

  private void startStep(StepId id) {
    StepHistory.Found found = history.of(id);
    if (found == null || !found.isOpen() || found.facts().held()) {
      return;
    }
    StepTask task = WorkChanges.task(id, found.facts(), found.context());
    if (found.lostOutcome()) {
      if (task != null && handoff.get().lookUp(task)) {
        return;
      }
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
              if (result.isExceptional() && isOpen(result.exceptionResult())) {
                giveBack(id, result.exceptionResult());
              }
            });
  }

  /** Whether it must be asked for again; a run that has ended, for one, needs no waking. */
  private static boolean isOpen(Throwable error) {
    return Rejection.isPassing(error) || Rejection.isDamage(error);
  }
}
