package io.fluxo.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of refresh tokens, without a database. */
class RefreshTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theNewestTokenIsExchanged() {
    assertThat(decide("b", "a", "b", Duration.ofHours(1))).isEqualTo(Refresh.NEXT);
  }

  @Test
  void theOneBeforeIsExchangedForAMoment() {
    assertThat(decide("b", "a", "a", Duration.ofSeconds(9))).isEqualTo(Refresh.NEXT);
    assertThat(decide("b", "a", "a", Duration.ofSeconds(10))).isEqualTo(Refresh.REUSED);
  }

  @Test
  void anyOlderOneShowsThatSomebodyElseHasIt() {
    assertThat(decide("c", "b", "a", Duration.ZERO)).isEqualTo(Refresh.REUSED);
    assertThat(decide("b", null, "a", Duration.ZERO)).isEqualTo(Refresh.REUSED);
  }

  @Test
  void theMomentIsNotMadeLongerByAsking() {
    StoredSession session = session("b", "a", START, null);
    assertThat(session.rotatedAt("a", START.plusSeconds(9))).isEqualTo(START);
    assertThat(session.rotatedAt("b", START.plusSeconds(9))).isEqualTo(START.plusSeconds(9));
  }

  @Test
  void aSessionEnds() {
    assertThat(decide("b", "a", "b", Duration.ofDays(7))).isEqualTo(Refresh.OVER);
    StoredSession ended = session("b", "a", START, START.plusSeconds(1));
    assertThat(Refresh.decide(ended, "b", START)).isEqualTo(Refresh.OVER);
    StoredSession old = session("b", "a", START.plus(Duration.ofDays(29)), null);
    assertThat(Refresh.decide(old, "b", START.plus(Duration.ofDays(30)))).isEqualTo(Refresh.OVER);
  }

  /** Whatever happens, of all tokens ever given out at most two are good at one moment. */
  @Test
  void atMostTwoTokensAreGood() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<String> given = new ArrayList<>(List.of("t0"));
      StoredSession session = session("t0", null, START, null);
      Instant now = START;
      for (int step = 1; step < 12; step++) {
        now = now.plusSeconds(random.nextInt(20));
        String used = given.get(random.nextInt(given.size()));
        Instant at = now;
        StoredSession before = session;
        long good =
            given.stream().filter(each -> Refresh.decide(before, each, at) == Refresh.NEXT).count();
        assertThat(good).as("seed %d", seed).isLessThanOrEqualTo(2);
        if (Refresh.decide(session, used, now) == Refresh.NEXT) {
          String next = "t" + step;
          given.add(next);
          session = session(next, used, now, null);
        }
      }
    }
  }

  private static Refresh decide(String current, String previous, String came, Duration later) {
    return Refresh.decide(session(current, previous, START, null), came, START.plus(later));
  }

  private static StoredSession session(
      String current, String previous, Instant rotated, Instant ended) {
    return new StoredSession(
        "s",
        "t",
        "a",
        current,
        previous,
        rotated,
        START,
        START.plus(Duration.ofDays(30)),
        ended,
        "password");
  }
}
