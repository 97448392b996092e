package io.fluxo.command.step;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import java.util.List;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/**
 * The steps, as the run's own decisions and the step's handlers reach them. Used inside a unit of
 * work.
 */
public final class Steps {

  private final Repository<Step> repository;

  Steps(Repository<Step> repository) {
    this.repository = repository;
  }

  /** Begins the stream of a step. */
  public void schedule(StepScheduled first) {
    try {
      repository.newInstance(() -> new Step(first));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("A step could not be scheduled", e);
    }
  }

  /** Lets go of a step that the run no longer wants. */
  public void cancel(StepId id) {
    record(id, StepDecisions::cancel);
  }

  /** Gives a step another chance. */
  public void retry(StepId id, Again again) {
    record(id, facts -> StepDecisions.retry(again, facts));
  }

  /** Begins no further attempt. */
  public void hold(StepId id) {
    record(id, StepDecisions::hold);
  }

  /** Goes on with attempts. */
  public void release(StepId id) {
    record(id, StepDecisions::release);
  }

  /** Where a step stands. */
  public StepFacts facts(StepId id) {
    return load(id).invoke(Step::facts);
  }

  /**
   * Decides on a step and records what was decided.
   *
   * @return the new events, in order; empty where nothing changes
   * @throws Rejection NOT_FOUND where there is no such step
   */
  List<StepEvent> record(StepId id, Function<StepFacts, List<StepEvent>> decision) {
    return load(id)
        .invoke(
            root -> {
              List<StepEvent> events = decision.apply(root.facts());
              root.record(events);
              return events;
            });
  }

  private Aggregate<Step> load(StepId id) {
    try {
      return repository.load(id.value());
    } catch (AggregateNotFoundException e) {
      throw Rejection.notFound("step " + id);
    }
  }
}
