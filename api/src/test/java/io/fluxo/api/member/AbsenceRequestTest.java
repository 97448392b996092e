package io.fluxo.api.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.rejection.Rejection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which absences and teams can be. */
class AbsenceRequestTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void whatCanBeIsRead() {
    List<Absence> read =
        AbsenceRequest.read(
            List.of(
                new AbsenceRequest(at(20), at(30), "b@x.example", " on the sea "),
                new AbsenceRequest(at(0), at(20).plusNanos(1), "b", null)),
            NOW);
    assertThat(read)
        .containsExactly(
            new Absence(at(20), at(30), "b@x.example", "on the sea"),
            new Absence(at(0), at(20), "b", null));
    assertThat(AbsenceRequest.read(List.of(), NOW)).isEmpty();
  }

  @Test
  void whatCannotBeIsNamed() {
    refused("/0/from", new AbsenceRequest(null, at(1), "b", null));
    refused("/0/until", new AbsenceRequest(at(0), null, "b", null));
    refused("/0/until", new AbsenceRequest(at(1), at(1), "b", null));
    refused("/0/until", new AbsenceRequest(at(1), at(1).plusNanos(999), "b", null));
    refused("/0/until", new AbsenceRequest(at(1), at(0), "b", null));
    refused("/0/from", new AbsenceRequest(Instant.MIN, at(1), "b", null));
    refused("/0/until", new AbsenceRequest(at(1), Instant.MAX, "b", null));
    refused("/0/standIn", new AbsenceRequest(at(0), at(1), null, null));
    refused("/0/standIn", new AbsenceRequest(at(0), at(1), "x".repeat(255), null));
    refused("/0/reason", new AbsenceRequest(at(0), at(1), "b", "x".repeat(501)));
    refused("/0/reason", new AbsenceRequest(at(0), at(1), "b", "a\0b"));
    refused("/0", (AbsenceRequest) null);
  }

  @Test
  void noTwoAreAtTheSameTime() {
    AbsenceRequest first = new AbsenceRequest(at(0), at(10), "b", null);
    refused("/1/from", first, new AbsenceRequest(at(9), at(12), "c", null));
    refused("/0/from", new AbsenceRequest(at(9), at(12), "c", null), first);
    refused("/1/from", first, first);
    refused("", Collections.nCopies(51, first).toArray(AbsenceRequest[]::new));
  }

  @Test
  void teamsHaveNamesOfTheirOwn() {
    assertThat(Teams.read("/teams", null)).isNull();
    assertThat(Teams.read("/teams", List.of())).isEmpty();
    assertThat(Teams.read("/teams", List.of("finance", "back-office_2", "finance")))
        .containsExactly("finance", "back-office_2");
    for (String bad :
        new String[] {
          "agent", "manager", "admin", "operator", "", "Finance", "2nd", "a b", "x".repeat(65), null
        }) {
      assertThatThrownBy(() -> Teams.read("/teams", Arrays.asList("ok", bad)))
          .as("%s", bad)
          .isInstanceOfSatisfying(
              Rejection.class,
              thrown -> assertThat(thrown.problems().getFirst().pointer()).isEqualTo("/teams/1"));
    }
    assertThatThrownBy(() -> Teams.read("/teams", Collections.nCopies(51, "a")))
        .isInstanceOf(Rejection.class);
  }

  private static Instant at(int days) {
    return NOW.plusSeconds(86_400L * days);
  }

  private static void refused(String pointer, AbsenceRequest... body) {
    assertThatThrownBy(() -> AbsenceRequest.read(Arrays.asList(body), NOW))
        .isInstanceOfSatisfying(
            Rejection.class,
            thrown -> {
              assertThat(thrown.code()).isEqualTo(Rejection.Code.INVALID_INPUT);
              assertThat(thrown.problems().getFirst().pointer()).isEqualTo(pointer);
            });
  }
}
