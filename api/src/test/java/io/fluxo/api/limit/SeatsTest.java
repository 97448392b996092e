package io.fluxo.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.api.problem.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatsTest {

  private final Seats seats = new Seats("things");

  private Seats.Seat take(String tenant) {
    return seats.take(List.of(new Seats.Bound("", 3), new Seats.Bound(tenant, 2)));
  }

  private void isFullFor(String tenant) {
    assertThatThrownBy(() -> take(tenant))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("too_many_open"));
  }

  @Test
  void aTenantTakesNoMoreThanItsOwn() {
    take("a");
    take("a");
    isFullFor("a");
    take("b");
    isFullFor("b");
  }

  @Test
  void whatIsClosedMakesRoomOnce() {
    Seats.Seat one = take("a");
    take("a");
    one.close();
    one.close();
    take("a");
    isFullFor("a");
  }

  @Test
  void whoIsRefusedHoldsNothing() {
    take("a");
    Seats.Seat two = take("a");
    isFullFor("a");
    isFullFor("a");
    two.close();
    take("a");
    take("b");
  }
}
