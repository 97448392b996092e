package io.fluxo.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusyTest {

  private final Busy<String> busy = new Busy<>();

  @BeforeEach
  void allow() {
    busy.allow(Duration.ofSeconds(60));
  }

  private void began(String name, int second) {
    busy.began(name, Duration.ofSeconds(second).toNanos());
  }

  private Iterable<String> late(int second, int most) {
    return busy.late(Duration.ofSeconds(second).toNanos(), most);
  }

  @Test
  void whoIsQuickIsLeftAloneHoweverMany() {
    for (int i = 0; i < 100; i++) {
      began("quick" + i, 10);
    }
    assertThat(late(11, 5)).isEmpty();
  }

  @Test
  void whoKeepsAThreadForTooLongHasToGo() {
    began("slow", 0);
    began("later", 30);
    assertThat(late(60, 5)).isEmpty();
    assertThat(late(61, 5)).containsExactly("slow");
    busy.ended("slow");
    assertThat(late(61, 5)).isEmpty();
  }

  @Test
  void ofTooManySlowOnesTheOldestHaveToGo() {
    began("c", 3);
    began("a", 1);
    began("quick", 9);
    began("b", 2);
    assertThat(late(10, 3)).isEmpty();
    assertThat(late(10, 1)).containsExactly("a", "b");
  }
}
