package io.fluxo.command.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.work.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The clock of the machine jumps while work is held until it is due. */
class ClockJumpTest {

  private static final String RUN = "01jd0000000000000000000000";
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final Queue<Integer> woken = new ConcurrentLinkedQueue<>();
  private final DueWork due = new DueWork(now::get, starter());

  @AfterEach
  void close() {
    due.close();
  }

  @Test
  void whatIsOverdueSinceAJumpForwardIsTakenUpAlthoughTheTimerStillWaits() {
    OpenWork nap = nap(1, NOON.plusSeconds(50));
    due.at(nap);
    now.set(NOON.plus(Duration.ofHours(1)));
    due.at(nap); // it is held already
    assertThat(woken).isEmpty();
    due.overdue(nap);
    assertThat(woken).containsExactly(1);
  }

  @Test
  void whatWasTakenUpAsOverdueIsNotTakenUpAgainByTheTimer() {
    OpenWork nap = nap(2, NOON.plusMillis(300));
    due.at(nap);
    due.overdue(nap);
    due.at(nap(3, NOON.plusMillis(600)));
    Awaitility.await().until(() -> woken.contains(3));
    assertThat(woken).containsExactly(2, 3);
  }

  @Test
  void aJumpBackwardDelaysNothingThatIsHeld() {
    due.at(nap(4, NOON.plusMillis(200)));
    now.set(NOON.minus(Duration.ofHours(1)));
    Awaitility.await().until(() -> woken.contains(4));
  }

  private static OpenWork nap(int ordinal, Instant at) {
    return new OpenWork(RUN + "-" + ordinal, WorkKind.TIME, at, "t", "w", null);
  }

  private WorkStarter starter() {
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    bus.subscribe(
        WakeRun.class.getName(),
        command -> {
          woken.add(((WakeRun) command.getPayload()).ordinal());
          return null;
        });
    WorkerId worker = new WorkerId("w1");
    return Starters.of(
        bus,
        () -> {
          throw new IllegalStateException("no steps here");
        },
        new GivenBack(new JdbcTemplate(), worker),
        worker);
  }
}
