package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.Undo;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails and whatever an operator does meanwhile: the state after replay is the state
 * before, nothing new begins in a paused run, every run comes to an end once it is left alone, no
 * step is left open then, and what is undone was done, is undone once, and backwards.
 */
class RandomControlTest {

  private static final int TURNS = 60;

  private final ObjectMapper mapper = Json.mapper();
  private RunScenario run;
  private Random random;

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("random.seeds", 400));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyRunEndsRight(long seed) throws IOException {
    random = new Random(seed);
    run = RunScenario.given(RandomWorkflow.recovering(random)).started(Map.of("value", 3));
    for (int turn = 0; turn < TURNS && goesOn(); turn++) {
      boolean paused = run.state().control().paused();
      int before = run.history().size();
      turn();
      if (paused && run.state().control().paused()) {
        assertThat(run.last().schedule()).as("begun while paused").isEmpty();
      }
      if (run.state().phase() == RunState.Phase.RUNNING) {
        assertThat(run.heldTasks())
            .as("clocks stand still as long as the run is paused")
            .isEqualTo(run.state().control().paused() ? run.tasks().keySet() : Set.of());
      }
      if (run.history().size() > before) {
        assertThat(replayed()).isEqualTo(run.state());
      }
    }
    leaveAlone();
    assertThat(isFinal(run.state())).as("%s", run.state()).isTrue();
    assertThat(run.openSteps()).isEmpty();
    assertThat(run.tasks()).as("tasks that nobody wants any more").isEmpty();
    undoneOnceAndBackwards();
  }

  private boolean goesOn() {
    return !run.state().phase().words.equals("completed")
        && run.state().phase() != RunState.Phase.CANCELLED
        && run.state().phase() != RunState.Phase.COMPENSATED;
  }

  private void turn() {
    try {
      switch (random.nextInt(16)) {
        case 0 -> run.paused();
        case 1, 2 -> run.continued();
        case 3 -> run.retried(anOrdinal());
        case 4 -> run.retried(null);
        case 5 -> run.skipped(anOrdinal(), "skipped");
        case 6 -> run.forced(anOrdinal(), aNode());
        case 7 -> run.rewound(anOrdinal(), null);
        case 8 -> run.rewound(null, aNode());
        case 9 -> run.edited(Map.of("v", Payload.of(random.nextInt())), List.of("w"));
        case 10 -> discardOrCancel();
        default -> progress();
      }
    } catch (Rejection refused) {
      assertThat(refused.getMessage()).startsWith("Expected");
    }
  }

  private void discardOrCancel() {
    if (random.nextInt(4) > 0) {
      run.discarded();
    } else if (random.nextBoolean()) {
      run.cancelledAndUndone("enough");
    } else {
      run.cancelled("enough");
    }
  }

  private Integer anOrdinal() {
    return random.nextInt(8) == 0 ? null : 1 + random.nextInt(run.state().nextOrdinal());
  }

  private String aNode() {
    List<String> nodes = new ArrayList<>(run.at().plan().nodes().keySet());
    nodes.sort(null);
    return nodes.get(random.nextInt(nodes.size()));
  }

  /** Something that is open ends, well or badly. */
  private void progress() {
    List<Integer> open = new ArrayList<>(run.openSteps());
    run.state()
        .open()
        .forEach(
            (ordinal, activation) -> {
              if (activation instanceof Activation.Parked) {
                open.add(ordinal);
              }
            });
    open.addAll(run.tasks().keySet());
    open.removeAll(run.heldTasks());
    open.sort(null);
    if (open.isEmpty()) {
      if (run.state().phase() == RunState.Phase.COMPENSATING) {
        run.compensating();
      }
      return;
    }
    int ordinal = open.get(random.nextInt(open.size()));
    if (run.tasks().containsKey(ordinal)) {
      answer(ordinal);
    } else if (run.state().open().get(ordinal) instanceof Activation.Parked) {
      run.after(Duration.ofDays(1)).woken(ordinal);
    } else if (random.nextInt(3) == 0) {
      run.fails(ordinal, "refused");
    } else {
      run.succeeds(ordinal, "output " + ordinal);
    }
  }

  private void answer(int task) {
    switch (random.nextInt(4)) {
      case 0 -> run.answers(task, "rejected", Map.of());
      case 1 -> run.answers(task, "expired", Map.of());
      case 2 -> run.givesUp(task);
      default -> run.answers(task, "approved", Map.of());
    }
  }

  /** Nobody does anything but what is asked for: gives up what was escalated, undoes by hand. */
  private void leaveAlone() {
    for (int turn = 0; turn < 5_000; turn++) {
      RunState state = run.state();
      if (isFinal(state)) {
        return;
      }
      if (state.control().paused()) {
        run.continued();
      } else if (Interventions.escalated(state) != null) {
        run.discarded();
      } else if (!state.control().undoing().failed().isEmpty()) {
        run.skipped(null, "by hand");
      } else {
        progress();
      }
    }
  }

  private static boolean isFinal(RunState state) {
    return switch (state.phase()) {
      case NONE, RUNNING, ENDING, COMPENSATING -> false;
      default -> true;
    };
  }

  private void undoneOnceAndBackwards() {
    List<Integer> done = new ArrayList<>();
    List<Integer> undone = new ArrayList<>();
    List<Integer> plan = List.of();
    for (RunEvent event : run.history()) {
      switch (event) {
        case RunEvent.RunAdvanced advanced -> {
          for (Move move : advanced.moves()) {
            if (move instanceof Move.Compensable compensable) {
              done.add(compensable.undo().of());
            }
          }
        }
        case RunEvent.RunCompensating begun -> plan = begun.plan().stream().map(Undo::of).toList();
        case RunEvent.RunUndone each -> undone.add(each.of());
        default -> {}
      }
    }
    assertThat(undone).doesNotHaveDuplicates();
    assertThat(done).containsAll(undone);
    if (run.state().phase() == RunState.Phase.COMPENSATED) {
      assertThat(undone).containsExactlyElementsOf(plan);
      assertThat(plan).containsExactlyElementsOf(done.reversed());
    } else {
      assertThat(undone).isEmpty();
    }
  }

  private RunState replayed() throws IOException {
    RunState state = RunState.INITIAL;
    for (RunEvent event : run.history()) {
      state = state.after(mapper.readValue(mapper.writeValueAsBytes(event), event.getClass()));
    }
    return state;
  }
}
