package io.fluxo.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairQueueTest {

  private final AtomicLong now = new AtomicLong();

  private record Job(String tenant, int number) {}

  private final Floodgate gate = new Floodgate(1);
  private final FairQueue<Job> queue = new FairQueue<>(1_000, 4, gate, now::get);

  private boolean offer(String tenant, int number) {
    return queue.offer(tenant, new Job(tenant, number));
  }

  private List<Job> drain(int most) throws InterruptedException {
    List<Job> out = new ArrayList<>();
    queue.drainTo(out, most, 0);
    queue.done();
    return out;
  }

  @Test
  void whoHasMuchWaitsAtTheGateAndWhoHasLittleDoesNot() throws InterruptedException {
    Floodgate.Pass other = gate.pass(() -> {});
    assertThat(other.ask()).isTrue();
    for (int i = 0; i < 40; i++) {
      offer("flood", i);
    }
    offer("calm", 0);
    assertThat(drain(50)).containsExactly(new Job("calm", 0));
    assertThat(drain(50)).isEmpty();
    offer("calm", 1);
    other.end();
    assertThat(drain(50)).hasSize(8).contains(new Job("calm", 1));
  }

  @Test
  void aTenantAloneNeedsNoGate() throws InterruptedException {
    gate.pass(() -> {}).ask();
    for (int i = 0; i < 40; i++) {
      offer("flood", i);
    }
    assertThat(drain(50)).hasSize(40);
  }

  @Test
  void whoWaitsAtTheGateIsWokenWhenItOpens() throws Exception {
    Floodgate.Pass other = gate.pass(() -> {});
    other.ask();
    for (int i = 0; i < 40; i++) {
      offer("flood", i);
    }
    offer("calm", 0);
    drain(50);
    List<Job> out = new ArrayList<>();
    Thread lane =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    queue.drainTo(out, 50, 60_000);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (lane.isAlive() && lane.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    other.end();
    lane.join(20_000);
    assertThat(out).hasSize(4);
  }

  @Test
  void whoHasLittleDoesNotWaitForWhoHasMuch() throws InterruptedException {
    for (int i = 0; i < 400; i++) {
      offer("flood", i);
    }
    offer("calm", 0);
    assertThat(drain(2)).contains(new Job("calm", 0));
  }

  @Test
  void aTenantAloneIsTakenAllAtOnceAndAFewForEachWhereThereAreSeveral()
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      offer("flood", i);
    }
    offer("", 0);
    assertThat(drain(51)).as("what is nobody's is no other tenant").hasSize(51);
    offer("calm", 0);
    assertThat(drain(50)).hasSize(8).contains(new Job("calm", 0));
    assertThat(drain(50)).as("somebody was there just now").hasSize(4);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(drain(50)).hasSize(39);
  }

  @Test
  void oneTenantAloneLeavesRoomForOthers() throws InterruptedException {
    int taken = 0;
    for (int i = 0; i < 2_000; i++) {
      taken += offer("flood", i) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(500);
    assertThat(offer("calm", 0)).isTrue();
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(drain(1_000)).hasSize(501);
    assertThat(queue.size()).isZero();
    assertThat(offer("flood", 0)).isTrue();
  }

  /** Every order of putting in and taking out keeps the three promises. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void nothingIsLostOrOvertakenAndNobodyWaitsForMoreThanATurnOfEachOther(long seed)
      throws InterruptedException {
    Random chance = new Random(seed);
    Map<String, Queue<Job>> waiting = new HashMap<>();
    Map<String, Map<String, Integer>> passedBy = new HashMap<>();
    for (int step = 0; step < 5_000; step++) {
      if (chance.nextInt(3) > 0) {
        // The first tenant floods.
        String tenant = "t" + Math.max(0, chance.nextInt(12) - 6);
        Job job = new Job(tenant, step);
        if (queue.offer(tenant, job)) {
          waiting.computeIfAbsent(tenant, t -> new ArrayDeque<>()).add(job);
        }
        continue;
      }
      for (Job job : drain(1 + chance.nextInt(4))) {
        assertThat(job).isEqualTo(waiting.get(job.tenant()).remove());
        passedBy.remove(job.tenant());
        Set<String> others = new HashSet<>(waiting.keySet());
        others.remove(job.tenant());
        others.removeIf(tenant -> waiting.get(tenant).isEmpty());
        for (String other : others) {
          int turns =
              passedBy
                  .computeIfAbsent(other, t -> new HashMap<>())
                  .merge(job.tenant(), 1, Integer::sum);
          assertThat(turns).as("turns of %s while %s waited", job.tenant(), other).isEqualTo(1);
        }
      }
    }
    int left = waiting.values().stream().mapToInt(Queue::size).sum();
    assertThat(queue.size()).isEqualTo(left);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(drain(10_000)).hasSize(left);
  }
}
