package io.fluxo.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.health.Watched;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When something is started again. */
class GuardTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Long> restarts = new ArrayList<>();
  private Watched.State state = Watched.State.STOPPED;
  private long seconds;

  private final Guard guard =
      new Guard(
          new Watched() {
            @Override
            public String name() {
              return "thing";
            }

            @Override
            public State state() {
              return state;
            }

            @Override
            public void restart() {
              restarts.add(seconds);
              throw new IllegalStateException("It does not start");
            }
          },
          meters,
          () -> Duration.ofSeconds(seconds).toNanos());

  private void look(int until) {
    for (; seconds < until; seconds++) {
      guard.look();
    }
  }

  @Test
  void whatDoesNotStartIsStartedAgainAfterEverLongerPauses() {
    look(200);
    assertThat(restarts).containsExactly(0L, 2L, 6L, 14L, 30L, 62L, 122L, 182L);
    assertThat(meters.get("fluxo.restarts").tag("name", "thing").counter().count())
        .isEqualTo(restarts.size());
  }

  @Test
  void whatRunsFailsOrRestsIsLeftAlone() {
    for (Watched.State other :
        List.of(Watched.State.RUNNING, Watched.State.FAILING, Watched.State.RESTING)) {
      state = other;
      look((int) seconds + 10);
    }
    assertThat(restarts).isEmpty();
  }

  @Test
  void whatWasWellForLongIsStartedAtOnceAgain() {
    look(100);
    state = Watched.State.RUNNING;
    look(1_000);
    state = Watched.State.STOPPED;
    restarts.clear();
    look(1_004);
    assertThat(restarts).containsExactly(1_000L, 1_002L);
  }
}
