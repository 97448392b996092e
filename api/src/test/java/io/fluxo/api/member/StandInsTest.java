package io.fluxo.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.api.member.StandIns.Away;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whose work is whose while people are away. */
class StandInsTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant MORNING = NOON.minusSeconds(3_600);
  private static final Instant EVENING = NOON.plusSeconds(3_600);

  @Test
  void whoIsThereNeedsNoStandIn() {
    assertThat(away("ab").of("b", NOON)).isNull();
    assertThat(new StandIns(List.of()).of("a", NOON)).isNull();
  }

  @Test
  void anAbsenceHoldsFromItsBeginUntilJustBeforeItsEnd() {
    StandIns ins = away("ab");
    assertThat(ins.of("a", MORNING.minusMillis(1))).isNull();
    assertThat(ins.of("a", MORNING)).isEqualTo("b");
    assertThat(ins.of("a", EVENING.minusMillis(1))).isEqualTo("b");
    assertThat(ins.of("a", EVENING)).isNull();
  }

  @Test
  void aStandInWhoIsAwayHandsTheWorkOn() {
    StandIns ins = away("ab", "bc");
    assertThat(ins.of("a", NOON)).isEqualTo("c");
    assertThat(ins.whoseWork("c", NOON)).containsExactly("a", "b");
    assertThat(ins.whoseWork("b", NOON)).as("who is away does nobody's work").isEmpty();
  }

  @Test
  void workIsHandedOnFiveTimesAtMost() {
    StandIns five = away("ab", "bc", "cd", "de", "ef");
    assertThat(five.of("a", NOON)).isEqualTo("f");
    StandIns six = away("ab", "bc", "cd", "de", "ef", "fg");
    assertThat(six.of("a", NOON)).isNull();
    assertThat(six.of("b", NOON)).isEqualTo("g");
  }

  @Test
  void inACircleNobodyIsLeft() {
    for (StandIns circle : List.of(away("ab", "ba"), away("ab", "bc", "cb"), away("aa"))) {
      assertThat(circle.of("a", NOON)).isNull();
      for (String each : List.of("a", "b", "c")) {
        assertThat(circle.whoseWork(each, NOON)).isEmpty();
      }
    }
  }

  @Test
  void whoIsBlockedStandsInForNobodyButMayHaveHandedWorkOn() {
    Away toBlocked = new Away("a", MORNING, EVENING, "b", false);
    assertThat(new StandIns(List.of(toBlocked)).of("a", NOON)).isNull();
    Away handedOn = new Away("b", MORNING, EVENING, "c", true);
    assertThat(new StandIns(List.of(toBlocked, handedOn)).of("a", NOON)).isEqualTo("c");
  }

  @Test
  void theAbsenceOfTheMomentCounts() {
    StandIns ins =
        new StandIns(
            List.of(
                new Away("a", MORNING, NOON, "b", true), new Away("a", NOON, EVENING, "c", true)));
    assertThat(ins.of("a", MORNING)).isEqualTo("b");
    assertThat(ins.of("a", NOON)).isEqualTo("c");
  }

  @Test
  void whoeverStandsInIsThereAndIsNeverThePersonAndIsToldOfTheirWork() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<String> links = new ArrayList<>();
      String people = "abcdefgh";
      for (char each : people.toCharArray()) {
        if (random.nextBoolean()) {
          links.add("" + each + people.charAt(random.nextInt(people.length())));
        }
      }
      StandIns ins = away(links.toArray(String[]::new));
      for (String each : people.split("")) {
        String standIn = ins.of(each, NOON);
        if (standIn != null) {
          assertThat(standIn).as("seed %d: %s of %s", seed, each, links).isNotEqualTo(each);
          assertThat(links).as("seed %d", seed).noneMatch(link -> link.startsWith(standIn));
          assertThat(ins.whoseWork(standIn, NOON)).as("seed %d", seed).contains(each);
        }
      }
    }
  }

  /** Each is away all day: the first letter, whom the second stands in for. */
  private static StandIns away(String... links) {
    List<Away> away = new ArrayList<>();
    for (String link : links) {
      away.add(new Away(link.substring(0, 1), MORNING, EVENING, link.substring(1), true));
    }
    return new StandIns(away);
  }
}
