package io.fluxo.connectors.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.connectors.dependency.Contact.Verdict;
import io.fluxo.connectors.dependency.Guard.Entry;
import io.fluxo.messages.dependency.BreakerState;
import io.fluxo.messages.value.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a guard lets somebody in. Time is moved by hand. */
class GuardTest {

  private static final Contact ANSWERED = new Contact(Verdict.ANSWERED, null, null);
  private static final Contact FAILED = new Contact(Verdict.FAILED, Failure.UNAVAILABLE, null);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private long now = -3 * SECOND;
  private final Tally tally = new Tally();

  private Guard guard(Rate rate) {
    BreakerSettings breaker =
        new BreakerSettings(true, 10, 4, 50, Duration.ofSeconds(5), 100, Duration.ofSeconds(15), 2);
    return new Guard("d", new Bounds.Book(settings(breaker, rate), 32).of("d"), tally, () -> now);
  }

  private static DependencySettings settings(BreakerSettings breaker, Rate rate) {
    return new DependencySettings(
        breaker,
        ShareSettings.DEFAULT,
        rate,
        Duration.ofMinutes(5),
        100,
        100,
        Duration.ofMinutes(10),
        Duration.ofSeconds(10),
        List.of());
  }

  private void call(Guard guard, Contact contact) {
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    guard.leave(guard.era(), contact, 1, now);
  }

  private Guard opened() {
    Guard guard = guard(Rate.OFF);
    for (int i = 0; i < 4; i++) {
      call(guard, FAILED);
    }
    assertThat(guard.state()).isEqualTo(BreakerState.OPEN);
    return guard;
  }

  @Test
  void enough_failures_open_the_breaker_and_after_a_while_a_few_may_try() {
    Guard guard = opened();
    assertThat(guard.enter(now)).isEqualTo(Entry.LATER);
    assertThat(guard.opensAt()).isEqualTo(now + 15 * SECOND);
    assertThat(guard.blocked(now)).isEqualTo(Duration.ofSeconds(15));
    assertThat(guard.failureRate()).isEqualTo(100.0);
    assertThat(guard.lastFailure()).isEqualTo(Failure.UNAVAILABLE);
    assertThat(tally.openings()).isEqualTo(1);
    now += 15 * SECOND;
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    assertThat(guard.enter(now)).isEqualTo(Entry.FULL);
    assertThat(guard.state()).isEqualTo(BreakerState.HALF_OPEN);
    guard.leave(guard.era(), ANSWERED, 1, now);
    assertThat(guard.enter(now)).isEqualTo(Entry.FULL);
    guard.leave(guard.era(), ANSWERED, 1, now);
    assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
  }

  @Test
  void trials_that_fail_open_it_again() {
    Guard guard = opened();
    now += 15 * SECOND;
    call(guard, FAILED);
    call(guard, FAILED);
    assertThat(guard.enter(now)).isEqualTo(Entry.LATER);
    assertThat(guard.opensAt()).isEqualTo(now + 15 * SECOND);
  }

  @Test
  void a_trial_that_tells_nothing_is_made_again() {
    Guard guard = opened();
    now += 15 * SECOND;
    for (int i = 0; i < 5; i++) {
      call(guard, Contact.NONE);
    }
    assertThat(guard.state()).isEqualTo(BreakerState.HALF_OPEN);
    call(guard, ANSWERED);
    call(guard, ANSWERED);
    assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void what_began_before_it_opened_says_nothing_about_the_trials() {
    Guard guard = guard(Rate.OFF);
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    int old = guard.era();
    for (int i = 0; i < 4; i++) {
      call(guard, FAILED);
    }
    now += 15 * SECOND;
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    guard.leave(old, FAILED, 1, now);
    guard.leave(old, FAILED, 1, now);
    assertThat(guard.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
  }

  @Test
  void who_is_turned_away_by_the_rate_is_no_trial() {
    Guard guard = guard(new Rate(4, Duration.ofSeconds(60)));
    for (int i = 0; i < 4; i++) {
      call(guard, FAILED);
    }
    now += 15 * SECOND;
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    for (int i = 0; i < 5; i++) {
      assertThat(guard.enter(now)).isEqualTo(Entry.LATER);
    }
    assertThat(guard.opensAt()).isEqualTo(now + 15 * SECOND);
    now += 15 * SECOND;
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
  }

  @Test
  void slow_answers_open_it_too() {
    Guard guard = guard(Rate.OFF);
    for (int i = 0; i < 4; i++) {
      assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
      guard.leave(guard.era(), ANSWERED, 6 * SECOND, now);
    }
    assertThat(guard.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void who_asks_for_a_pause_is_left_alone_and_then_asked_by_one_first() {
    Guard guard = guard(Rate.OFF);
    call(guard, new Contact(Verdict.UNKNOWN, Failure.RATE_LIMITED, Duration.ofSeconds(7)));
    assertThat(guard.enter(now)).isEqualTo(Entry.LATER);
    assertThat(guard.opensAt()).isEqualTo(now + 7 * SECOND);
    assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(guard.lastFailure()).isEqualTo(Failure.RATE_LIMITED);
    now += 7 * SECOND;
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    assertThat(guard.enter(now)).isEqualTo(Entry.FULL);
    guard.leave(guard.era(), ANSWERED, 0, now);
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
  }

  @Test
  void without_breakers_nothing_opens_and_the_number_holds() {
    BreakerSettings none =
        new BreakerSettings(
            false, 10, 4, 50, Duration.ofSeconds(5), 100, Duration.ofSeconds(15), 2);
    Guard guard =
        new Guard("d", new Bounds.Book(settings(none, Rate.OFF), 32).of("d"), tally, () -> now);
    for (int i = 0; i < 100; i++) {
      call(guard, FAILED);
    }
    guard.reset();
    for (int i = 0; i < 8; i++) {
      assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    }
    assertThat(guard.enter(now)).isEqualTo(Entry.FULL);
    assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void nobody_can_ask_for_a_pause_without_end() {
    Guard guard = guard(Rate.OFF);
    call(guard, new Contact(Verdict.FAILED, Failure.UNAVAILABLE, Duration.ofDays(1)));
    assertThat(guard.blocked(now)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void a_reset_forgets_all_but_who_is_inside() {
    Guard guard = guard(Rate.OFF);
    assertThat(guard.enter(now)).isEqualTo(Entry.ENTERED);
    int old = guard.era();
    for (int i = 0; i < 4; i++) {
      call(guard, FAILED);
    }
    guard.reset();
    assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(guard.active()).isEqualTo(1);
    guard.leave(old, FAILED, 1, now);
    assertThat(guard.active()).isZero();
    assertThat(guard.failureRate()).isNull();
    call(guard, ANSWERED);
  }

  private record Inside(int era, long since) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void no_bound_is_passed_and_nobody_is_told_to_wait_for_nothing(long seed) {
    Random chance = new Random(seed);
    Guard guard = guard(new Rate(20, Duration.ofSeconds(1)));
    List<Inside> inside = new ArrayList<>();
    List<Long> entered = new ArrayList<>();
    double sick = 0;
    int trials = 0;
    int trialEra = -1;
    for (int step = 0; step < 20_000; step++) {
      if (chance.nextInt(400) == 0) {
        sick = chance.nextDouble();
      }
      if (chance.nextInt(3) == 0) {
        now += chance.nextLong(chance.nextInt(50) == 0 ? 20 * SECOND : SECOND / 20);
      }
      if (chance.nextBoolean() && !inside.isEmpty()) {
        Inside one = inside.remove(chance.nextInt(inside.size()));
        guard.leave(one.era(), found(chance, sick), now - one.since(), now);
        continue;
      }
      Duration blocked = guard.blocked(now);
      Entry entry = guard.enter(now);
      switch (entry) {
        case ENTERED -> {
          assertThat(blocked).as("seed %d, step %d", seed, step).isNull();
          inside.add(new Inside(guard.era(), now));
          entered.add(now);
          if (guard.state() == BreakerState.HALF_OPEN) {
            trials = guard.era() == trialEra ? trials + 1 : 1;
            trialEra = guard.era();
          }
        }
        case FULL -> assertThat(inside).as("seed %d, step %d", seed, step).isNotEmpty();
        case LATER -> {
          assertThat(guard.opensAt()).as("seed %d, step %d", seed, step).isGreaterThan(now);
          if (blocked != null) {
            assertThat(guard.opensAt()).isLessThanOrEqualTo(now + blocked.toNanos());
          }
        }
      }
      assertThat(guard.active()).isEqualTo(inside.size()).isLessThanOrEqualTo(8);
      if (guard.state() == BreakerState.HALF_OPEN && guard.era() == trialEra) {
        int era = trialEra;
        assertThat(inside.stream().filter(one -> one.era() == era).count()).isLessThanOrEqualTo(2);
      }
    }
    assertThat(trials).isPositive();
    for (int i = 40; i < entered.size(); i++) {
      assertThat(entered.get(i) - entered.get(i - 40)).isGreaterThanOrEqualTo(SECOND - 1_000_000);
    }
    // Whatever happened, a dependency that works is reached again.
    inside.forEach(one -> guard.leave(one.era(), Contact.NONE, 0, now));
    for (int call = 0; call < 10; call++) {
      now += 400 * SECOND;
      call(guard, ANSWERED);
    }
    assertThat(guard.state()).isEqualTo(BreakerState.CLOSED);
  }

  private static Contact found(Random chance, double sick) {
    if (chance.nextInt(60) == 0) {
      return new Contact(
          Verdict.UNKNOWN, Failure.RATE_LIMITED, Duration.ofMillis(1 + chance.nextInt(3_000)));
    }
    if (chance.nextInt(20) == 0) {
      return Contact.NONE;
    }
    return chance.nextDouble() < sick ? FAILED : ANSWERED;
  }
}
