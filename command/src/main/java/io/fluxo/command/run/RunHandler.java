package io.fluxo.command.run;

import io.fluxo.command.step.RunProgress;
import io.fluxo.command.step.Steps;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunCommand.DeliverEvent;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.step.StepOutcome;
import java.time.InstantSource;
import java.util.function.BiFunction;
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
  private final Plans plans;
  private final InputCheck inputs = new InputCheck();
  private final IdempotencyKeys keys;
  private final ParentNotices parents;
  private final RunDecisions decisions;
  private final InstantSource clock;

  RunHandler(
      Repository<Run> runs,
      Steps steps,
      Plans plans,
      RunDecisions decisions,
      IdempotencyKeys keys,
      ParentNotices parents,
      InstantSource clock) {
    this.runs = runs;
    this.steps = steps;
    this.plans = plans;
    this.decisions = decisions;
    this.keys = keys;
    this.parents = parents;
    this.clock = clock;
  }

  @CommandHandler
  RunStart handle(StartRun command, MetaData metaData) {
    Context context = Context.from(metaData);
    Plan plan = plans.forStart(context, command.workflow(), command.version());
    inputs.check(plan, command.input());
    RunStart start = new RunStart(command.runId(), plan.ref(), false);
    Decided decided = decisions.start(command, plan, clock.instant());
    IdempotencyKey key = command.idempotencyKey();
    RunStart first = key == null ? null : keys.claim(context, key, start);
    if (first != null) {
      return first;
    }
    try {
      create(decided);
      follow(command.runId(), decided, command.parent(), context);
    } catch (RuntimeException e) {
      // The transaction is shared with other commands and goes on without this one.
      if (key != null) {
        keys.release(context, key);
      }
      throw e;
    }
    return start;
  }

  @CommandHandler
  void handle(WakeRun command, MetaData metaData) {
    decide(
        command.runId(),
        metaData,
        (plan, state) -> decisions.wake(command, plan, state, clock.instant()));
  }

  @CommandHandler
  void handle(DeliverEvent command, MetaData metaData) {
    decide(
        command.runId(),
        metaData,
        (plan, state) -> decisions.deliver(command, plan, state, clock.instant()));
  }

  @CommandHandler
  void handle(CancelRun command, MetaData metaData) {
    decide(
        command.runId(),
        metaData,
        (plan, state) -> decisions.cancel(command, plan, state, clock.instant()));
  }

  @Override
  public void require(RunId id, Context context) {
    load(id).execute(root -> plan(context, id, root));
  }

  @Override
  public void resume(StepId step, StepOutcome outcome, Context context) {
    decide(
        step.runId(),
        MetaData.from(context.toMetaData()),
        (plan, state) -> decisions.resume(step.ordinal(), outcome, plan, state, clock.instant()));
  }

  private void decide(RunId id, MetaData metaData, BiFunction<Plan, RunState, Decided> decision) {
    Context context = Context.from(metaData);
    Aggregate<Run> run = load(id);
    Decided decided =
        run.invoke(
            root -> {
              Plan plan = plan(context, id, root);
              Decided result = decision.apply(plan, root.state());
              root.record(result.events());
              return result;
            });
    follow(id, decided, run.invoke(root -> root.state().begun().parent()), context);
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

  private void follow(RunId id, Decided decided, @Nullable StepId parent, Context context) {
    if (parent != null && decided.hasEnded()) {
      parents.ended(id, context);
    }
    for (StepScheduled step : decided.schedule()) {
      steps.schedule(step);
    }
    for (int ordinal : decided.cancel()) {
      steps.cancel(StepId.of(id, ordinal));
    }
  }
}
