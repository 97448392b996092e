package io.fluxo.command.store;

import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepEvent.StepCancelled;
import io.fluxo.messages.step.StepEvent.StepFailed;
import io.fluxo.messages.step.StepEvent.StepSucceeded;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * Takes runs and steps that have ended out of the caches of aggregates. Nobody asks for them again,
 * and a cache full of them would have no room for those at work: Caffeine holds a newcomer for less
 * worthy than what it has.
 */
final class EndedAggregates implements AfterCommit {

  private final Cache runs;
  private final Cache steps;

  EndedAggregates(Cache runs, Cache steps) {
    this.runs = runs;
    this.steps = steps;
  }

  @Override
  public Runnable stored(List<? extends EventMessage<?>> events) {
    List<Runnable> removals = new ArrayList<>();
    for (EventMessage<?> event : events) {
      if (event instanceof DomainEventMessage<?> domain) {
        String id = domain.getAggregateIdentifier();
        if (endsRun(event.getPayload())) {
          removals.add(() -> runs.remove(id));
        } else if (endsStep(event.getPayload())) {
          removals.add(() -> steps.remove(id));
        }
      }
    }
    return () -> removals.forEach(Runnable::run);
  }

  private static boolean endsRun(Object event) {
    return event instanceof RunEvent run && run.ends();
  }

  private static boolean endsStep(Object event) {
    return event instanceof StepSucceeded
        || event instanceof StepCancelled
        || (event instanceof StepFailed failed && failed.retryAt() == null);
  }
}
