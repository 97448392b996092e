package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.command.expression.BoundedExpressions;
import io.fluxo.command.humantask.TaskDesk;
import io.fluxo.command.node.BuiltInNodes;
import io.fluxo.command.step.StepFacts;
import io.fluxo.command.workflow.Definition;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the workflow, and in whatever order its steps end: the state after replay, and that from
 * a snapshot, is the state before at every step, every run ends, and every step that was scheduled
 * ends once.
 */
class RandomRunTest {

  private static final RunId RUN = new RunId("01jd0000000000000000000000");
  private final ObjectMapper mapper = Json.mapper();
  private final RunDecisions decisions =
      new RunDecisions(new BoundedExpressions(System::nanoTime), RunLimits.DEFAULT);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private RunState state = RunState.INITIAL;
  private final List<RunEvent> history = new ArrayList<>();
  private final List<Integer> openSteps = new ArrayList<>();
  private final Set<Integer> endedSteps = new HashSet<>();
  private final Set<Integer> scheduled = new HashSet<>();

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyRunEndsAndReplaysToTheSameState(long seed) throws IOException {
    Random random = new Random(seed);
    Definition definition = RandomWorkflow.of(random);
    Plan plan =
        Plan.of(
            new WorkflowRef(new WorkflowId("random"), 1, "h"),
            definition,
            BuiltInNodes.withEffect());
    Payload input = Payload.of(Map.of("value", random.nextInt(10)));
    take(
        decisions.start(
            new StartRun(
                RUN,
                new WorkflowId("random"),
                null,
                TriggerKind.MANUAL,
                null,
                input,
                null,
                null,
                null,
                0),
            "user:ana",
            null,
            plan,
            () -> true,
            TaskDesk.EMPTY,
            now));
    int rounds = 0;
    while (state.phase() == RunState.Phase.RUNNING) {
      assertThat(rounds++).as("seed %d: rounds", seed).isLessThan(20_000);
      step(plan, random);
    }
    assertThat(openSteps).as("seed %d: steps left open", seed).isEmpty();
    assertThat(endedSteps).as("seed %d: every step ended once", seed).isEqualTo(scheduled);
    assertThat(state.open()).isEmpty();
  }

  private void step(Plan plan, Random random) throws IOException {
    if (!openSteps.isEmpty() && (random.nextInt(4) > 0 || parked() == 0)) {
      int ordinal = openSteps.remove(random.nextInt(openSteps.size()));
      assertThat(endedSteps.add(ordinal)).as("step %d ends once", ordinal).isTrue();
      StepOutcome outcome =
          random.nextInt(8) == 0
              ? new StepOutcome.Failed(Failure.permanent("broken", "It broke"), null)
              : new StepOutcome.Succeeded(Payload.of(Map.of("n", ordinal)), null);
      take(decisions.resume(ordinal, outcome, 1, at(plan)));
      // Telling the end again changes nothing.
      assertThat(decisions.resume(ordinal, outcome, 1, at(plan))).isEqualTo(Decided.NOTHING);
    } else {
      int ordinal = parked();
      assertThat(ordinal).as("something is open").isPositive();
      now = now.plusSeconds(11);
      take(decisions.wake(new WakeRun(RUN, ordinal), at(plan)));
    }
  }

  private int parked() {
    return state.open().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Activation.Parked)
        .mapToInt(Map.Entry::getKey)
        .min()
        .orElse(0);
  }

  private void take(Decided decided) throws IOException {
    for (StepScheduled step : decided.schedule()) {
      int ordinal = step.stepId().ordinal();
      assertThat(scheduled.add(ordinal)).as("step %d is scheduled once", ordinal).isTrue();
      openSteps.add(ordinal);
    }
    for (int ordinal : decided.cancel()) {
      assertThat(openSteps.remove((Integer) ordinal)).as("step %d was open", ordinal).isTrue();
      endedSteps.add(ordinal);
    }
    for (RunEvent event : decided.events()) {
      state = state.after(event);
      RunEvent read = mapper.readValue(mapper.writeValueAsBytes(event), event.getClass());
      history.add(read);
    }
    RunState replayed = RunState.INITIAL;
    for (RunEvent event : history) {
      replayed = replayed.after(event);
    }
    assertThat(replayed).isEqualTo(state);
    if (state.phase() == RunState.Phase.RUNNING) {
      byte[] stored = mapper.writeValueAsBytes(RunSnapshot.of(state));
      assertThat(mapper.readValue(stored, RunSnapshot.class).state()).isEqualTo(state);
    }
  }

  private Standing at(Plan plan) {
    return new Standing(plan, state, ordinal -> StepFacts.INITIAL, () -> true, TaskDesk.EMPTY, now);
  }
}
