package io.fluxo.command.run;

import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.command.node.BuiltInNodes;
import io.fluxo.command.node.NodeTypes;
import io.fluxo.command.workflow.Definition;
import io.fluxo.command.workflow.DefinitionParser;
import io.fluxo.messages.run.RunCommand.CancelRun;
import io.fluxo.messages.run.RunCommand.DeliverEvent;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A run under test: given a definition, when this and that happens, then look at what was decided.
 */
final class RunScenario {

  static final RunId RUN = new RunId("01jd0000000000000000000000");

  private final RunDecisions decisions;
  private final Plan plan;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private RunState state = RunState.INITIAL;
  private Decided last = Decided.NOTHING;

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
            plan,
            now));
  }

  RunScenario succeeds(int step, Object output) {
    return take(
        decisions.resume(
            step, new StepOutcome.Succeeded(Payload.of(output), null), plan, state, now));
  }

  RunScenario fails(int step, String errorClass) {
    return take(
        decisions.resume(
            step,
            new StepOutcome.Failed(Failure.permanent(errorClass, "It broke"), null),
            plan,
            state,
            now));
  }

  RunScenario after(Duration time) {
    now = now.plus(time);
    return this;
  }

  RunScenario woken(int ordinal) {
    return take(decisions.wake(new WakeRun(RUN, ordinal), plan, state, now));
  }

  RunScenario delivered(int ordinal, Object data) {
    return take(
        decisions.deliver(new DeliverEvent(RUN, ordinal, "e", Payload.of(data)), plan, state, now));
  }

  RunScenario cancelled(String reason) {
    return take(decisions.cancel(new CancelRun(RUN, reason), plan, state, now));
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
    }
    return this;
  }
}
