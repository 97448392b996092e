package io.fluxo.connectors.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.connectors.FakeNode;
import io.fluxo.connectors.Tasks;
import io.fluxo.connectors.dependency.Bounds;
import io.fluxo.connectors.dependency.BreakerSettings;
import io.fluxo.connectors.dependency.DependencySettings;
import io.fluxo.connectors.dependency.Rate;
import io.fluxo.connectors.dependency.ShareSettings;
import io.fluxo.connectors.dependency.Tallies;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.work.StepTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for what in a lane whose attempts talk to something. Time is moved by hand. */
class DoorsTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final StepOutcome BROKEN =
      new StepOutcome.Failed(Failure.passing(Failure.UNAVAILABLE, "no"), null);
  private static final StepOutcome BUSY =
      new StepOutcome.Failed(Failure.passing(Failure.RATE_LIMITED, "later"), Duration.ofSeconds(2));

  private long now;
  private int numbers;
  private final List<Attempt> begun = new ArrayList<>();
  private Lane lane;

  private void lane(int permits, int outside) {
    DependencySettings settings =
        new DependencySettings(
            BreakerSettings.DEFAULT,
            ShareSettings.DEFAULT,
            Rate.OFF,
            Duration.ofMinutes(5),
            outside,
            5,
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            List.of());
    lane = new Lane(FakeNode.of(permits), settings, new Tallies(settings), () -> now);
  }

  private Attempt attempt(String tenant, @Nullable String to, int priority) {
    StepTask task = Tasks.of("n", Effect.IDEMPOTENT, numbers++, Map.of());
    return new Attempt(Tasks.of(task, tenant, priority), lane, to);
  }

  private Lane.Arrival enter(Attempt attempt) {
    Lane.Arrival arrival = lane.enter(attempt);
    if (arrival == Lane.Arrival.BEGINS) {
      begun.add(attempt);
    }
    return arrival;
  }

  private void end(Attempt attempt, StepOutcome outcome) {
    assertThat(begun.remove(attempt)).isTrue();
    attempt.calls();
    attempt.met(outcome);
    all(lane.leave(attempt));
  }

  private void all(@Nullable Attempt first) {
    for (Attempt next = first; next != null; next = lane.next()) {
      begun.add(next);
    }
  }

  @Test
  void whatIsDeadHoldsBackNobodyWhoTalksToSomethingElse() {
    lane(64, 1_000);
    for (int i = 0; i < 100; i++) {
      enter(attempt("a", "dead", 5)); // and hangs
    }
    assertThat(begun).hasSize(16);
    Attempt other = attempt("a", "alive", 5);
    assertThat(enter(other)).isEqualTo(Lane.Arrival.BEGINS);
    for (String tenant : List.of("b", "c", "d")) {
      for (int i = 0; i < 100; i++) {
        enter(attempt(tenant, "dead", 5));
      }
    }
    assertThat(begun).as("of all tenants a half").hasSize(33);
    assertThat(enter(attempt("e", "alive", 5))).isEqualTo(Lane.Arrival.BEGINS);
  }

  @Test
  void oneTenantWithManyDeadServersLeavesPermitsToOthers() {
    lane(64, 1_000);
    for (int i = 0; i < 500; i++) {
      enter(attempt("a", "dead" + i % 5, 5)); // and hangs
    }
    assertThat(begun).hasSize(48);
    assertThat(enter(attempt("a", null, 5))).as("talks to nobody").isEqualTo(Lane.Arrival.BEGINS);
    assertThat(enter(attempt("b", "alive", 5))).isEqualTo(Lane.Arrival.BEGINS);
    end(begun.getFirst(), FakeNode.OK);
    assertThat(begun).as("one for one").hasSize(50);
  }

  @Test
  void whatFailsIsNotBegunUntilItsTimeHasComeAndBurnsNothing() {
    lane(8, 1_000);
    for (int i = 0; i < 40; i++) {
      enter(attempt("a", "sick", 5));
    }
    for (int i = 0; i < 10; i++) {
      end(begun.getFirst(), BROKEN);
    }
    while (!begun.isEmpty()) {
      end(begun.getFirst(), BROKEN);
    }
    int parked = lane.load().waiting();
    assertThat(parked).isGreaterThanOrEqualTo(28);
    now += 15 * SECOND - 1;
    all(lane.wake());
    assertThat(begun).isEmpty();
    now += 1;
    all(lane.wake());
    assertThat(begun).as("trials").hasSize(2);
    end(begun.getFirst(), FakeNode.OK);
    assertThat(begun).hasSize(1);
    end(begun.getFirst(), FakeNode.OK);
    assertThat(begun).as("all that may").hasSize(2);
    while (!begun.isEmpty()) {
      end(begun.getFirst(), FakeNode.OK);
    }
    assertThat(lane.load()).isEqualTo(new StepRunner.Load(0, 0));
  }

  @Test
  void aParkedAttemptIsTakenOutAtOnce() {
    lane(4, 1_000);
    Attempt first = attempt("a", "h", 5);
    Attempt second = attempt("a", "h", 5);
    enter(first);
    assertThat(enter(second)).isEqualTo(Lane.Arrival.WAITS);
    assertThat(lane.withdraw(first)).as("under way").isFalse();
    assertThat(lane.withdraw(second)).isTrue();
    assertThat(lane.withdraw(second)).isFalse();
    end(first, FakeNode.OK);
    assertThat(begun).isEmpty();
  }

  @Test
  void oneTenantDoesNotFillTheMemoryAndKnowsABoundedNumberOfDependencies() {
    lane(4, 10);
    for (int i = 0; i < 11; i++) {
      enter(attempt("a", "h", 5));
    }
    assertThat(enter(attempt("a", "h", 5))).isEqualTo(Lane.Arrival.TURNED_AWAY);
    assertThat(enter(attempt("b", "h2", 5))).isEqualTo(Lane.Arrival.BEGINS);
    for (int i = 0; i < 100; i++) {
      Attempt attempt = attempt("c", "h" + i, 5);
      if (enter(attempt) == Lane.Arrival.BEGINS) {
        end(attempt, FakeNode.OK);
      }
    }
    assertThat(lane.<Integer>look("c", Line::size)).isEqualTo(5);
    now += Duration.ofMinutes(10).toNanos();
    lane.tidy();
    assertThat(lane.<Integer>look("c", Line::size)).isNull();
    assertThat(lane.<Integer>look("a", Line::size)).isEqualTo(1);
  }

  @Test
  void whatNobodyUsesAnyMoreIsForgottenAltogether() {
    lane(8, 1_000);
    DependencySettings settings = DependencySettings.DEFAULT;
    Doors doors =
        new Doors(settings, new Bounds.Book(settings, 8), new Tallies(settings), () -> now);
    List<Line> lines = List.of(new Line("a", 8, 1), new Line("b", 8, 1));
    for (Line line : lines) {
      for (int i = 0; i < 500; i++) {
        doors.of(line, attempt(line.tenant, "h" + i, 5), now);
      }
    }
    assertThat(doors.sites()).isEqualTo(200);
    now += settings.keptFor().toNanos();
    lines.forEach(line -> doors.tidy(line, now));
    assertThat(doors.sites()).isZero();
  }

  @Test
  void whoTalksToTooMuchAtOnceHasOneMoreDoorForTheRest() {
    lane(8, 1_000);
    for (int i = 0; i < 500; i++) {
      enter(attempt("a", "dead" + i, 5)); // and hangs
    }
    assertThat(begun).hasSize(6);
    assertThat(lane.<Integer>look("a", Line::size)).isEqualTo(6);
    assertThat(enter(attempt("b", "alive", 5))).isEqualTo(Lane.Arrival.BEGINS);
    while (!begun.isEmpty()) {
      end(begun.getFirst(), FakeNode.OK);
    }
    assertThat(lane.load()).isEqualTo(new StepRunner.Load(0, 0));
    now += Duration.ofMinutes(10).toNanos();
    lane.tidy();
    assertThat(lane.<Integer>look("a", Line::size)).isNull();
  }

  @Test
  void higherPriorityGoesFirstUntilOthersHaveGrownOld() {
    lane(4, 1_000);
    Attempt holder = attempt("a", "h", 5);
    enter(holder);
    Attempt low = attempt("a", "h", 0);
    enter(low);
    now += 89 * SECOND;
    List<Attempt> high = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      high.add(attempt("a", "h", 9));
      enter(high.getLast());
    }
    now += 2 * SECOND;
    Attempt late = attempt("a", "h", 9);
    enter(late);
    List<Attempt> order = new ArrayList<>();
    for (end(holder, FakeNode.OK); !begun.isEmpty(); end(begun.getFirst(), FakeNode.OK)) {
      order.add(begun.getFirst());
    }
    high.addAll(List.of(low, late));
    assertThat(order).containsExactlyElementsOf(high);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void nobodyWaitsWhoCouldBeginAndNothingIsLost(long seed) {
    Random chance = new Random(seed);
    lane(16, 100_000);
    Map<String, Integer> sick = new HashMap<>();
    Set<Attempt> waiting = new HashSet<>();
    for (int step = 0; step < 6_000; step++) {
      String what = "seed " + seed + ", step " + step;
      int action = chance.nextInt(12);
      if (action < 5) {
        int to = chance.nextInt(5);
        Attempt attempt =
            attempt("t" + chance.nextInt(4), to == 0 ? null : "h" + to, 3 + chance.nextInt(5));
        assertThat(enter(attempt)).as(what).isNotEqualTo(Lane.Arrival.TURNED_AWAY);
        waiting.add(attempt);
      } else if (action < 9 && !begun.isEmpty()) {
        Attempt one = begun.get(chance.nextInt(begun.size()));
        int bad = sick.getOrDefault(String.valueOf(one.dependency()), 0);
        end(one, chance.nextInt(100) < bad ? chance.nextInt(5) == 0 ? BUSY : BROKEN : FakeNode.OK);
      } else if (action == 9) {
        now += chance.nextLong(4 * SECOND);
        all(lane.wake());
      } else if (action == 10 && !waiting.isEmpty()) {
        Attempt one = List.copyOf(waiting).get(chance.nextInt(waiting.size()));
        if (lane.withdraw(one)) {
          waiting.remove(one);
        }
      } else {
        sick.put("h" + (1 + chance.nextInt(4)), chance.nextInt(3) * 45);
      }
      waiting.removeAll(begun);
      assertThat(lane.load()).as(what).isEqualTo(new StepRunner.Load(waiting.size(), begun.size()));
      assertThat(begun.size()).as(what).isLessThanOrEqualTo(16);
      assertBounds(what);
      lane.lookAtAll(
          lines -> lines.forEach(line -> assertThat(couldBegin(line)).as(what).isNull()));
    }
    // Once everything works, all that waits is begun and ends.
    for (int round = 0; round < 20_000 && !(begun.isEmpty() && waiting.isEmpty()); round++) {
      if (begun.isEmpty()) {
        now += SECOND;
        all(lane.wake());
      } else {
        end(begun.getFirst(), FakeNode.OK);
      }
      waiting.removeAll(begun);
    }
    assertThat(waiting).as("seed " + seed).isEmpty();
    assertThat(lane.load()).isEqualTo(new StepRunner.Load(0, 0));
  }

  private void assertBounds(String what) {
    Map<String, Integer> counts = new HashMap<>();
    for (Attempt attempt : begun) {
      String tenant = attempt.task().context().tenant();
      if (attempt.dependency() != null) {
        counts.merge("one " + tenant + attempt.dependency(), 1, Integer::sum);
        counts.merge("all " + attempt.dependency(), 1, Integer::sum);
        counts.merge("own " + tenant, 1, Integer::sum);
      }
    }
    counts.forEach(
        (name, count) ->
            assertThat(count)
                .as(what + ": " + name)
                .isLessThanOrEqualTo(name.startsWith("one") ? 4 : name.startsWith("all") ? 8 : 12));
  }

  /** A door whose attempts wait although nothing that is known holds them; null for none. */
  private @Nullable String couldBegin(Line line) {
    if (begun.size() >= 16) {
      return null;
    }
    if (!line.plain.waiting.isEmpty()) {
      return line.tenant;
    }
    for (Door door : line.doors()) {
      boolean crowded = door.site != null && door.site.isFull();
      boolean full = door.guard != null && door.guard.active() > 0;
      boolean later = door.place == Door.Place.TIMED && door.opensAt - now > -4 * SECOND;
      if (!door.waiting.isEmpty() && !line.isEngaged() && !crowded && !later) {
        if (!full || door.place != Door.Place.FULL) {
          return line.tenant + " at " + door.dependency + ": " + door.place;
        }
      }
    }
    return null;
  }
}
