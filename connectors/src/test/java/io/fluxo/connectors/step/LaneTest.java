package io.fluxo.connectors.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.connectors.FakeNode;
import io.fluxo.connectors.Tasks;
import io.fluxo.connectors.dependency.DependencySettings;
import io.fluxo.connectors.dependency.Tallies;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.work.StepTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose step is next when all permits of a node type are taken. */
class LaneTest {

  private static Lane lane(int permits) {
    DependencySettings settings = DependencySettings.DEFAULT;
    return new Lane(FakeNode.of(permits), settings, new Tallies(settings), () -> 0);
  }

  private static boolean enter(Lane lane, Attempt attempt) {
    return lane.enter(attempt) == Lane.Arrival.BEGINS;
  }

  private static Attempt attempt(Lane lane, String tenant, int number) {
    StepTask task = Tasks.of("n", Effect.IDEMPOTENT, number, Map.of());
    return new Attempt(Tasks.of(task, tenant, 5), lane, null);
  }

  @Test
  void thousandsOfStepsOfOneTenantLetAnotherTenantsStepGoNext() {
    Lane lane = lane(4);
    List<Attempt> begun = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Attempt attempt = attempt(lane, "flood", i);
      if (enter(lane, attempt)) {
        begun.add(attempt);
      }
    }
    Attempt calm = attempt(lane, "calm", 10_001);
    assertThat(enter(lane, calm)).isFalse();
    lane.leave(begun.get(0));
    assertThat(lane.leave(begun.get(1))).isSameAs(calm);
    assertThat(lane.load()).isEqualTo(new StepRunner.Load(9_995, 4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void nothingIsLostOrOvertakenAndNobodyWaitsForMoreThanATurnOfEachOther(long seed) {
    Random chance = new Random(seed);
    Lane lane = lane(1);
    Attempt holder = attempt(lane, "t0", 0);
    assertThat(enter(lane, holder)).isTrue();
    Map<String, Queue<Attempt>> waiting = new HashMap<>();
    Map<String, Map<String, Integer>> passedBy = new HashMap<>();
    for (int step = 1; step < 5_000; step++) {
      String tenant = "t" + Math.max(0, chance.nextInt(12) - 6);
      boolean crowded = waiting.values().stream().anyMatch(queue -> !queue.isEmpty());
      if (!crowded || chance.nextInt(3) > 0) {
        Attempt attempt = attempt(lane, tenant, step);
        assertThat(enter(lane, attempt)).isFalse();
        waiting.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(attempt);
        continue;
      }
      Attempt next = lane.leave(holder);
      assertThat(next).isNotNull();
      holder = next;
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
