package io.fluxo.connectors.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.connectors.Tasks;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.work.StepTask;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose step is next when all permits of a node type are taken. */
class LaneTest {

  private record Node(int concurrency) implements EffectNode {
    @Override
    public String type() {
      return "n";
    }

    @Override
    public Effect effect() {
      return Effect.IDEMPOTENT;
    }

    @Override
    public String configSchema() {
      return "{}";
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public StepOutcome execute(StepTask task) {
      throw new AssertionError("Nothing is made here");
    }
  }

  private static Attempt attempt(Lane lane, String tenant, int number) {
    StepTask task = Tasks.of("n", Effect.IDEMPOTENT, number, Map.of());
    return new Attempt(
        new StepTask(
            task.stepId(),
            task.node(),
            task.type(),
            task.effect(),
            task.input(),
            task.attempt(),
            task.timeout(),
            task.context().within(tenant, "main", "user:ana")),
        lane);
  }

  @Test
  void thousandsOfStepsOfOneTenantLetAnotherTenantsStepGoNext() {
    Lane lane = new Lane(new Node(4));
    for (int i = 0; i < 10_000; i++) {
      lane.enter(attempt(lane, "flood", i));
    }
    Attempt calm = attempt(lane, "calm", 10_001);
    assertThat(lane.enter(calm)).isFalse();
    lane.leave();
    assertThat(lane.leave()).isSameAs(calm);
    assertThat(lane.load()).isEqualTo(new StepRunner.Load(9_995, 4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void nothingIsLostOrOvertakenAndNobodyWaitsForMoreThanATurnOfEachOther(long seed) {
    Random chance = new Random(seed);
    Lane lane = new Lane(new Node(1));
    Attempt holder = attempt(lane, "t0", 0);
    assertThat(lane.enter(holder)).isTrue();
    Map<String, Queue<Attempt>> waiting = new HashMap<>();
    Map<String, Map<String, Integer>> passedBy = new HashMap<>();
    for (int step = 1; step < 5_000; step++) {
      String tenant = "t" + Math.max(0, chance.nextInt(12) - 6);
      boolean crowded = waiting.values().stream().anyMatch(queue -> !queue.isEmpty());
      if (!crowded || chance.nextInt(3) > 0) {
        Attempt attempt = attempt(lane, tenant, step);
        assertThat(lane.enter(attempt)).isFalse();
        waiting.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(attempt);
        continue;
      }
      Attempt next = lane.leave();
      assertThat(next).isNotNull();
      String turn = next.task().context().tenant();
      assertThat(next).isSameAs(waiting.get(turn).remove());
      passedBy.remove(turn);
      waiting.forEach(
          (other, queue) -> {
            if (!other.equals(turn) && !queue.isEmpty()) {
              int turns =
                  passedBy
                      .computeIfAbsent(other, t -> new HashMap<>())
                      .merge(turn, 1, Integer::sum);
              assertThat(turns).as("turns of %s while %s waited", turn, other).isEqualTo(1);
            }
          });
    }
    assertThat(lane.load().waiting())
        .isEqualTo(waiting.values().stream().mapToInt(Queue::size).sum());
  }
}
