package io.fluxo.command.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand.WakeRun;
import io.fluxo.messages.work.WorkerId;
import java.time.Instant;
import java.util.function.Supplier;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What cannot be taken up is given back, for nobody else would look at it. */
class WorkStarterTest {

  private static final String RUN = "01jd0000000000000000000000";
  private static final WorkerId WORKER = new WorkerId("w1");

  private final GivenBack back = new GivenBack(new JdbcTemplate(), WORKER);

  @Test
  void aStepWhoseHistoryCannotBeReadIsGivenBack() {
    starter(
            () -> {
              throw new IllegalStateException("no connection");
            },
            null)
        .start(work(RUN + "-1", WorkKind.STEP));
    assertThat(back.remembered()).containsExactly(RUN + "-1");
  }

  @Test
  void aWakeUpThatNobodyCouldTakeIsGivenBack() {
    starter(null, new Rejection(Rejection.Code.UNAVAILABLE, "The service is busy"))
        .start(work(RUN + "-2", WorkKind.TIME));
    assertThat(back.remembered()).containsExactly(RUN + "-2");
  }

  @Test
  void aWakeUpThatIsRefusedForGoodIsDoneWith() {
    starter(null, Rejection.notFound("run")).start(work(RUN + "-3", WorkKind.TIME));
    assertThat(back.remembered()).isEmpty();
  }

  private WorkStarter starter(Supplier<EventStore> events, RuntimeException refusal) {
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    bus.subscribe(
        WakeRun.class.getName(),
        command -> {
          throw refusal;
        });
    return Starters.of(bus, events, back, WORKER);
  }

  private static OpenWork work(String id, WorkKind kind) {
    return new OpenWork(id, kind, Instant.EPOCH, "t", "w", null);
  }
}
