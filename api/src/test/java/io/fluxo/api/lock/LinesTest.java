package io.fluxo.api.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Lines are first come, first served, and none is kept where nobody waits. */
class LinesTest {

  private final Lines lines = new Lines();

  private static LockPlace place(String name) {
    return new LockPlace("acme", "main", name);
  }

  private static Waiter waiter(String name) {
    return new Waiter(place(name), "same", Duration.ofSeconds(1), new CompletableFuture<>());
  }

  @Test
  void whoComesFirstIsServedFirstAlsoUnderTheSameName() {
    Waiter one = waiter("a");
    Waiter two = waiter("a");
    assertThat(lines.join(one)).isTrue();
    assertThat(lines.join(two)).isFalse();
    assertThat(lines.join(waiter("b"))).isTrue();
    assertThat(lines.first(place("a"))).isSameAs(one);
    lines.leave(one);
    lines.leave(one);
    assertThat(lines.first(place("a"))).isSameAs(two);
    lines.leave(two);
    assertThat(lines.first(place("a"))).isNull();
    assertThat(lines.places()).containsExactly(place("b"));
  }

  @Test
  void anyOrderOfComingAndGoingKeepsTheOrderOfThoseWhoStay() {
    long seed = Long.getLong("locks.seed", new Random().nextLong());
    Random random = new Random(seed);
    Map<LockPlace, List<Waiter>> model = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      String name = "n" + random.nextInt(5);
      List<Waiter> expected = model.computeIfAbsent(place(name), place -> new ArrayList<>());
      if (expected.isEmpty() || random.nextBoolean()) {
        Waiter waiter = waiter(name);
        assertThat(lines.join(waiter)).as("seed %d", seed).isEqualTo(expected.isEmpty());
        expected.add(waiter);
      } else {
        lines.leave(expected.remove(random.nextInt(expected.size())));
      }
      assertThat(lines.first(place(name)))
          .as("seed %d", seed)
          .isSameAs(expected.isEmpty() ? null : expected.getFirst());
    }
    model.values().removeIf(List::isEmpty);
    assertThat(lines.places()).as("seed %d", seed).hasSameElementsAs(model.keySet());
    assertThat(lines.all()).hasSize(model.values().stream().mapToInt(List::size).sum());
  }
}
