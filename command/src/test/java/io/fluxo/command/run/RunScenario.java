package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.command.humantask.TaskAsked;
import io.fluxo.command.humantask.TaskDesk;
import io.fluxo.command.node.BuiltInNodes;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.command.step.StepFacts;
import io.fluxo.command.workflow.Definition;
import io.fluxo.command.workflow.DefinitionParser;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarRef;
import io.fluxo.messages.calendar.CalendarVersion;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunCommand.ContinueRun;
import io.fluxo.messages.run.RunCommand.DeliverEvent;
import io.fluxo.messages.run.RunCommand.DiscardRun;
import io.fluxo.messages.run.RunCommand.EditVariables;
import io.fluxo.messages.run.RunCommand.ForceRun;
import io.fluxo.messages.run.RunCommand.PauseRun;
import io.fluxo.messages.run.RunCommand.RetryStep;
import io.fluxo.messages.run.RunCommand.RewindRun;
import io.fluxo.messages.run.RunCommand.SkipStep;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunCommand.UndoEffect;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.Undo;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run under test: given a definition, when this and that happens, then look at what was decided.
 */
final class RunScenario {

  static final RunId RUN = new RunId("01jd0000000000000000000000");

  /** Everybody is known by his own name; two calendars are there. */
  private static final TaskDesk DESK =
      new TaskDesk() {
        @Override
        public String person(String name) {
          return name.startsWith("user:") ? name : "user:" + name;
        }

        @Override
        public @Nullable CalendarVersion calendar(String name) {
          return name.equals("br")
              ? new CalendarVersion(new CalendarRef("br", 0), BusinessCalendar.BRAZIL)
              : null;
        }
      };

  private final RunDecisions decisions;
  private final Plan plan;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private RunState state = RunState.INITIAL;
  private Decided last = Decided.NOTHING;
  private boolean place = true;
  private final List<RunEvent> history = new ArrayList<>();
  private final Map<Integer, StepFacts> steps = new HashMap<>();
  private final Map<Integer, TaskAsked> tasks = new HashMap<>();
  private final Set<Integer> heldTasks = new HashSet<>();

  private RunScenario(Definition definition, RunLimits limits) {
    this.decisions = new RunDecisions(new BoundedExpressions(System::nanoTime), limits);
    this.plan =
        Plan.of(new WorkflowRef(definition.id(), 1, "h"), definition, BuiltInNodes.withEffect());
  }

  static RunScenario given(String yaml) {
    return given(yaml, RunLimits.DEFAULT);
  }

  /** A definition as it was stored, whatever would be said of it now. */
  static RunScenario given(Definition stored) {
    return new RunScenario(stored, RunLimits.DEFAULT);
  }

  static RunScenario given(String yaml, RunLimits limits) {
    NodeTypes types = BuiltInNodes.withEffect();
    return new RunScenario(new DefinitionParser(types).parse(yaml).definition(), limits);
  }

  RunScenario started(Map<String, Object> input) {
    return take(
        decisions.start(
            new StartRun(
                RUN,
                plan.ref().id(),
                null,
                TriggerKind.MANUAL,
                null,
                Payload.of(input),
                null,
                null,
                null,
                0),
            "user:ana",
            null,
            plan,
            () -> place,
            DESK,
            now));
  }

  RunScenario succeeds(int step, Object output) {
    return succeeds(step, output, 1);
  }

  RunScenario succeeds(int step, Object output, int attempts) {
    happened(step, new StepEvent.StepSucceeded(attempts, Payload.of(output), null));
    return take(
        decisions.resume(
            step, new StepOutcome.Succeeded(Payload.of(output), null), attempts, at()));
  }

  RunScenario fails(int step, String errorClass) {
    Failure failure = Failure.permanent(errorClass, "It broke");
    happened(step, new StepEvent.StepFailed(1, failure, null));
    return take(decisions.resume(step, new StepOutcome.Failed(failure, null), 1, at()));
  }

  /** From now on no place is free, or one is. */
  RunScenario places(boolean free) {
    place = free;
    return this;
  }

  RunScenario admitted() {
    return take(decisions.interventions(at()).admit());
  }

  /** Something happens to a step that the run does not hear of. */
  RunScenario happened(int step, StepEvent event) {
    steps.merge(step, StepFacts.INITIAL.after(event), (facts, none) -> facts.after(event));
    return this;
  }

  StepFacts step(int ordinal) {
    return steps.get(ordinal);
  }

  Standing at() {
    return new Standing(plan, state, steps::get, () -> place, DESK, now);
  }

  RunScenario after(Duration time) {
    now = now.plus(time);
    return this;
  }

  RunScenario woken(int ordinal) {
    return take(decisions.wake(new WakeRun(RUN, ordinal), at()));
  }

  RunScenario delivered(int ordinal, Object data) {
    return take(decisions.deliver(new DeliverEvent(RUN, ordinal, "e", Payload.of(data)), at()));
  }

  RunScenario cancelled(String reason) {
    return take(decisions.cancel(new CancelRun(RUN, reason), at()));
  }

  RunScenario cancelledAndUndone(String reason) {
    return take(decisions.cancel(new CancelRun(RUN, reason, true), at()));
  }

  /** What the saga asks for until it waits for a step. */
  RunScenario compensating() {
    List<Undo> left = state.control().undoing().plan();
    return left.isEmpty()
        ? take(decisions.compensated(at()))
        : take(decisions.undo(new UndoEffect(RUN, left.getFirst().of()), at()));
  }

  RunScenario paused() {
    return take(decisions.interventions(at()).pause(new PauseRun(RUN, "why")));
  }

  RunScenario continued() {
    return take(decisions.interventions(at()).resume(new ContinueRun(RUN, "why")));
  }

  RunScenario retried(@Nullable Integer step) {
    return take(decisions.interventions(at()).retrying().retry(new RetryStep(RUN, step, "why")));
  }

  RunScenario skipped(@Nullable Integer step, Object output) {
    return take(
        decisions
            .interventions(at())
            .retrying()
            .skip(new SkipStep(RUN, step, Payload.of(output), null, "why")));
  }

  RunScenario forced(@Nullable Integer from, String to) {
    return take(decisions.interventions(at()).steering().force(new ForceRun(RUN, from, to, "why")));
  }

  RunScenario rewound(@Nullable Integer step, @Nullable String node) {
    return take(
        decisions
            .interventions(at())
            .steering()
            .rewind(new RewindRun(RUN, step, node, "why"), history));
  }

  RunScenario edited(Map<String, Payload> set, List<String> remove) {
    return take(decisions.interventions(at()).edit(new EditVariables(RUN, set, remove, "why")));
  }

  RunScenario discarded() {
    return take(decisions.interventions(at()).discard(new DiscardRun(RUN, "why")));
  }

  /** A person answers a task that is open. */
  RunScenario answers(int task, String outcome, Map<String, Object> answer) {
    assertThat(tasks.remove(task)).as("task %d is open", task).isNotNull();
    assertThat(heldTasks).doesNotContain(task);
    Map<String, Object> output = Map.of("outcome", outcome, "by", "user:bea", "answer", answer);
    return take(
        decisions.resume(task, new StepOutcome.Succeeded(Payload.of(output), outcome), 1, at()));
  }

  /** Whoever worked on a task could not do it. */
  RunScenario givesUp(int task) {
    assertThat(tasks.remove(task)).as("task %d is open", task).isNotNull();
    Failure failure = Failure.permanent("task_failed", "It could not be done");
    return take(decisions.resume(task, new StepOutcome.Failed(failure, null), 1, at()));
  }

  /** What people are asked for, by ordinal. */
  Map<Integer, TaskAsked> tasks() {
    return tasks;
  }

  /** The tasks whose clocks stand still. */
  Set<Integer> heldTasks() {
    return heldTasks;
  }

  /** The steps that have not ended. */
  List<Integer> openSteps() {
    return steps.entrySet().stream()
        .filter(
            step ->
                switch (step.getValue().phase()) {
                  case DUE, STARTED, AWAITING, UNKNOWN -> true;
                  default -> false;
                })
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** All events so far. */
  List<RunEvent> history() {
    return history;
  }

  RunState state() {
    return state;
  }

  Decided last() {
    return last;
  }

  RunEvent end() {
    return last.events().getLast();
  }

  Object output() {
    return ((RunEvent.RunCompleted) end()).output().json();
  }

  private RunScenario take(Decided decided) {
    last = decided;
    for (RunEvent event : decided.events()) {
      state = state.after(event);
      history.add(event);
    }
    decided.schedule().forEach(step -> happened(step.stepId().ordinal(), step));
    decided.cancel().forEach(step -> happened(step, new StepEvent.StepCancelled()));
    for (StepOrder order : decided.orders()) {
      switch (order) {
        case StepOrder.Retry retry ->
            happened(
                retry.ordinal(),
                new StepEvent.StepRetried(
                    step(retry.ordinal()).attempt() + 1, "", null, retry.again().input(), null));
        case StepOrder.Hold hold -> happened(hold.ordinal(), new StepEvent.StepHeld());
        case StepOrder.Release release -> happened(release.ordinal(), new StepEvent.StepReleased());
      }
    }
    for (TaskOrder order : decided.tasks()) {
      switch (order) {
        case TaskOrder.Ask ask -> assertThat(tasks.put(ask.ordinal(), ask.asked())).isNull();
        case TaskOrder.Withdraw gone -> {
          assertThat(tasks.remove(gone.ordinal()))
              .as("task %d is open", gone.ordinal())
              .isNotNull();
          heldTasks.remove(gone.ordinal());
        }
        case TaskOrder.Hold hold -> {
          assertThat(tasks).containsKey(hold.ordinal());
          heldTasks.add(hold.ordinal());
        }
        case TaskOrder.Unhold unhold -> heldTasks.remove(unhold.ordinal());
      }
    }
    return this;
  }
}
