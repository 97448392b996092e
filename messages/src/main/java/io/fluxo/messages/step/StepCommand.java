package io.fluxo.messages.step;

import io.fluxo.messages.RoutedCommand;
import io.fluxo.messages.run.StepId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one can ask of a step. Steps are scheduled by runs, inside the run's own decision. */
public sealed interface StepCommand extends RoutedCommand {

  StepId stepId();

  /** A step is handled in order with its run. */
  @Override
  default String routingKey() {
    return stepId().value().substring(0, 26);
  }

  /**
   * Records an attempt before its effect. Needed for steps with effect {@code once} only; the
   * effect may begin when this is answered with {@code true}.
   */
  record StartStep(@TargetAggregateIdentifier StepId stepId, int attempt, String worker)
      implements StepCommand {}

  /**
   * Records how an attempt ended, and carries the run on in the same unit of work. Outcomes of
   * attempts that are not the current one are refused quietly: the answer is {@code false}.
   *
   * @param attempt its number, 0 for whoever tells the end of an awaited effect
   * @param millis how long it took
   */
  record CompleteStep(
      @TargetAggregateIdentifier StepId stepId,
      int attempt,
      String worker,
      long millis,
      StepOutcome outcome)
      implements StepCommand {

    /** The end of something that was not measured. */
    public CompleteStep(StepId stepId, int attempt, String worker, StepOutcome outcome) {
      this(stepId, attempt, worker, 0, outcome);
    }
  }

  /** Settles a step whose outcome is unknown, by whoever found out. */
  record ResolveStep(@TargetAggregateIdentifier StepId stepId, StepOutcome outcome, String reason)
      implements StepCommand {}
}
