package io.fluxo.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodgateTest {

  private final List<String> woken = new ArrayList<>();
  private final Floodgate gate = new Floodgate(1);
  private final Floodgate.Pass first = gate.pass(() -> woken.add("first"));
  private final Floodgate.Pass second = gate.pass(() -> woken.add("second"));
  private final Floodgate.Pass third = gate.pass(() -> woken.add("third"));

  @Test
  void onlySoManyPassAtATime() {
    assertThat(first.ask()).isTrue();
    assertThat(first.ask()).as("who has passed has passed").isTrue();
    assertThat(second.ask()).isFalse();
    first.end();
    assertThat(second.ask()).isTrue();
  }

  @Test
  void whoCameFirstPassesFirstAndNobodyPassesTwiceInBetween() {
    first.ask();
    second.ask();
    third.ask();
    first.end();
    assertThat(woken).containsExactly("second");
    assertThat(first.ask()).as("the second is next").isFalse();
    assertThat(third.ask()).isFalse();
    assertThat(second.ask()).isTrue();
    second.end();
    assertThat(third.ask()).isTrue();
    third.end();
    assertThat(first.ask()).isTrue();
  }

  @Test
  void whoNoLongerNeedsToPassStandsInNobodysWay() {
    first.ask();
    second.ask();
    third.ask();
    first.end();
    second.withdraw();
    assertThat(woken).containsExactly("second", "third");
    assertThat(third.ask()).isTrue();
    second.withdraw();
    second.end();
    assertThat(first.ask()).as("nothing was given back twice").isFalse();
  }
}
