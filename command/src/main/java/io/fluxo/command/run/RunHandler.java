package io.fluxo.command.run;

import io.fluxo.command.humantask.TaskDesks;
import io.fluxo.command.humantask.Tasks;
import io.fluxo.command.step.RunProgress;
import io.fluxo.command.step.Steps;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskOrigin;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.RunCommand.AdmitRun;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunCommand.ContinueRun;
import io.fluxo.messages.run.RunCommand.DeliverEvent;
import io.fluxo.messages.run.RunCommand.DiscardRun;
import io.fluxo.messages.run.RunCommand.EditVariables;
import io.fluxo.messages.run.RunCommand.FinishCompensation;
import io.fluxo.messages.run.RunCommand.ForceRun;
import io.fluxo.messages.run.RunCommand.PauseRun;
import io.fluxo.messages.run.RunCommand.RetryStep;
import io.fluxo.messages.run.RunCommand.RewindRun;
import io.fluxo.messages.run.RunCommand.SkipStep;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunCommand.UndoEffect;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunEvent.RunStarted;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.step.StepOutcome;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/** Takes the commands of runs. */
final class RunHandler implements RunProgress {

  private final Repository<Run> runs;
  private final Steps steps;
  private final Tasks tasks;
  private final TaskDesks desks;
  private final Plans plans;
  private final InputCheck inputs = new InputCheck();
  private final IdempotencyKeys keys;
  private final ParentNotices parents;
  private final RunHistory history;
  private final RunPlaces places;
  private final AboutWhom subjects;
  private final RunDecisions decisions;
  private final InstantSource clock;

  RunHandler(
      Repository<Run> runs,
      Steps steps,
      Tasks tasks,
      TaskDesks desks,
      Plans plans,
      RunDecisions decisions,
      IdempotencyKeys keys,
      ParentNotices parents,
      RunHistory history,
      RunPlaces places,
      AboutWhom subjects,
      InstantSource clock) {
    this.runs = runs;
    this.steps = steps;
    this.tasks = tasks;
    this.desks = desks;
    this.plans = plans;
    this.decisions = decisions;
    this.keys = keys;
    this.parents = parents;
    this.history = history;
    this.places = places;
    this.subjects = subjects;
    this.clock = clock;
  }

  @CommandHandler
  RunStart handle(StartRun command, MetaData metaData) {
    Context context = Context.from(metaData);
    Plan plan = plans.forStart(context, command.workflow(), command.version());
    inputs.check(plan, command.input());
    RunStart start = new RunStart(command.runId(), plan.ref(), false);
    IdempotencyKey key = command.idempotencyKey();
    RunStart first = key == null ? null : keys.claim(context, key, start);
    if (first != null) {
      return first;
    }
    try {
      Decided decided =
          decisions.start(
              command,
              context.actor(),
              subjects.of(context, plan.definition().settings(), command),
              plan,
              () -> takePlace(plan, command.runId(), context),
              desks.of(context),
              clock.instant());
      create(decided);
      follow(command.runId(), decided, plan, command.parent(), context);
      follow(command.runId(), decided, (RunStarted) decided.events().getFirst(), context);
    } catch (RuntimeException e) {
      // The transaction is shared with other commands and goes on without this one.
      leavePlace(plan, command.runId(), context);
      if (key != null) {
        keys.release(context, key);
      }
      throw e;
    }
    return start;
  }

  @CommandHandler
  void handle(WakeRun command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.wake(command, at));
  }

  @CommandHandler
  void handle(DeliverEvent command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.deliver(command, at));
  }

  @CommandHandler
  void handle(CancelRun command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.cancel(command, at));
  }

  @CommandHandler
  void handle(PauseRun command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.interventions(at).pause(command));
  }

  @CommandHandler
  void handle(ContinueRun command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.interventions(at).resume(command));
  }

  @CommandHandler
  void handle(EditVariables command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.interventions(at).edit(command));
  }

  @CommandHandler
  void handle(DiscardRun command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.interventions(at).discard(command));
  }

  @CommandHandler
  void handle(RetryStep command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.interventions(at).retrying().retry(command));
  }

  @CommandHandler
  void handle(SkipStep command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.interventions(at).retrying().skip(command));
  }

  @CommandHandler
  void handle(ForceRun command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.interventions(at).steering().force(command));
  }

  @CommandHandler
  void handle(RewindRun command, MetaData metaData) {
    decide(
        command.runId(),
        metaData,
        at -> decisions.interventions(at).steering().rewind(command, history.of(command.runId())));
  }

  @CommandHandler
  void handle(AdmitRun command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.interventions(at).admit());
  }

  @CommandHandler
  void handle(UndoEffect command, MetaData metaData) {
    decide(command.runId(), metaData, at -> decisions.undo(command, at));
  }

  @CommandHandler
  void handle(FinishCompensation command, MetaData metaData) {
    decide(command.runId(), metaData, decisions::compensated);
  }

  @Override
  public void require(RunId id, Context context) {
    load(id).execute(root -> plan(context, id, root));
  }

  @Override
  public void resume(StepId step, StepOutcome outcome, int attempts, Context context) {
    decide(
        step.runId(),
        MetaData.from(context.toMetaData()),
        at -> decisions.resume(step.ordinal(), outcome, attempts, at));
  }

  private void decide(RunId id, MetaData metaData, Function<Standing, Decided> decision) {
    Context context = Context.from(metaData);
    Aggregate<Run> run = load(id);
    Decided decided = run.invoke(root -> decided(id, root, context, decision));
    RunStarted begun = run.invoke(root -> root.state().begun());
    follow(id, decided, plans.of(context, begun.workflow()), begun.parent(), context);
    follow(id, decided, begun, context);
  }

  private Decided decided(
      RunId id, Run root, Context context, Function<Standing, Decided> decision) {
    Plan plan = plan(context, id, root);
    AtomicBoolean taken = new AtomicBoolean();
    try {
      Decided result =
          decision.apply(
              new Standing(
                  plan,
                  root.state(),
                  ordinal -> steps.facts(StepId.of(id, ordinal)),
                  () -> {
                    taken.set(true);
                    return takePlace(plan, id, context);
                  },
                  desks.of(context),
                  clock.instant()));
      root.record(result.events());
      return result;
    } catch (RuntimeException e) {
      if (taken.get()) {
        leavePlace(plan, id, context);
      }
      throw e;
    }
  }

  private void leavePlace(Plan plan, RunId id, Context context) {
    Integer most = plan.definition().settings().concurrency();
    if (most != null) {
      places.release(context, plan.ref().id(), id, most);
    }
  }

  private boolean takePlace(Plan plan, RunId id, Context context) {
    Integer most = plan.definition().settings().concurrency();
    return most == null || places.take(context, plan.ref().id(), id, most);
  }

  /** A run of another tenant or workspace is not there at all. */
  private Plan plan(Context context, RunId id, Run run) {
    if (!run.owner().is(context)) {
      throw Rejection.notFound("run " + id);
    }
    return plans.of(context, run.state().begun().workflow());
  }

  private Aggregate<Run> load(RunId id) {
    try {
      return runs.load(id.value());
    } catch (AggregateNotFoundException e) {
      throw Rejection.notFound("run " + id);
    }
  }

  private void create(Decided decided) {
    try {
      runs.newInstance(() -> new Run(decided.events()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("A run could not be created", e);
    }
  }

  private void follow(
      RunId id, Decided decided, Plan plan, @Nullable StepId parent, Context context) {
    if (decided.hasEnded()) {
      leavePlace(plan, id, context);
    }
    if (parent != null && decided.hasEnded()) {
      parents.ended(id, context);
    }
    for (StepScheduled step : decided.schedule()) {
      steps.schedule(step);
    }
    for (int ordinal : decided.cancel()) {
      steps.cancel(StepId.of(id, ordinal));
    }
    for (StepOrder order : decided.orders()) {
      StepId step = StepId.of(id, order.ordinal());
      switch (order) {
        case StepOrder.Retry retry -> steps.retry(step, retry.again());
        case StepOrder.Hold hold -> steps.hold(step);
        case StepOrder.Release release -> steps.release(step);
      }
    }
  }

  private void follow(RunId id, Decided decided, RunStarted begun, Context context) {
    for (TaskOrder order : decided.tasks()) {
      TaskId task = TaskId.of(id, order.ordinal());
      switch (order) {
        case TaskOrder.Ask ask ->
            tasks.create(
                ask.asked()
                    .by(task, new TaskOrigin(begun.workflow(), ask.node(), begun.businessKey())),
                context);
        case TaskOrder.Withdraw withdraw ->
            tasks.withdraw(task, "The run does not want it any more", context);
        case TaskOrder.Hold hold -> tasks.hold(task, clock.instant(), context);
        case TaskOrder.Unhold unhold -> tasks.unhold(task, clock.instant(), context);
      }
    }
  }
}
