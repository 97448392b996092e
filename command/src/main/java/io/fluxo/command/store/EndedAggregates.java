package io.fluxo.command.store;

import io.fluxo.messages.humantask.TaskEvent;
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
 * Takes runs, steps and tasks that have ended out of the caches of aggregates. Nobody asks for them
 * again, and a cache full of them would have no room for those at work: Caffeine holds a newcomer
 * for less worthy than what it has.
 */
final class EndedAggregates implements AfterCommit {

  private final Cache runs;
  private final Cache steps;
  private final Cache tasks;

  EndedAggregates(Cache runs, Cache steps, Cache tasks) {
    this.runs = runs;
    this.steps = steps;
    this.tasks = tasks;
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
        } else if (event.getPayload() instanceof TaskEvent task && task.ends()) {
          removals.add(() -> tasks.remove(id));
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
