package io.fluxo.command.work;

import io.fluxo.command.step.StepHistory;
import io.fluxo.messages.work.StepHandoff;
import io.fluxo.messages.work.StepTask;
import io.fluxo.messages.work.WorkerId;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Starters of work where nobody takes steps, and where there are neither parents nor sagas. */
final class Starters {

  private static final StepHandoff NOBODY =
      new StepHandoff() {
        @Override
        public boolean accept(StepTask task) {
          return false;
        }

        @Override
        public void abandon(String stepId) {
          // there is none
        }

        @Override
        public Set<String> underWay() {
          return Set.of();
        }
      };

  private Starters() {}

  static WorkStarter of(
      CommandBus bus, Supplier<EventStore> events, GivenBack back, WorkerId worker) {
    return new WorkStarter(
        () -> NOBODY,
        () -> DefaultCommandGateway.builder().commandBus(bus).build(),
        () -> none("parents"),
        () -> none("sagas"),
        () -> none("places"),
        () -> none("tasks"),
        new StepHistory(events),
        back,
        worker);
  }

  private static <T> T none(String what) {
    throw new IllegalStateException("no " + what + " here");
  }
}
