package io.fluxo.messages.run;

import io.fluxo.messages.RoutedCommand;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.KeyText;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What one can ask of a run. */
public sealed interface RunCommand extends RoutedCommand {

  RunId runId();

  @Override
  default String routingKey() {
    return runId().value();
  }

  /**
   * Starts a run and carries it as far as it goes without waiting. Answered with {@link RunStart}.
   *
   * @param version the version to run, or null for the newest published one
   * @param triggerNode the trigger node to start at, or null for the definition's start
   * @param idempotencyKey makes the start happen once, if given
   * @param parent the step of another run that waits for this one, if any
   * @param businessKey {@link KeyText}, if given
   * @param depth how many parents stand above, 0 for none
   */
  record StartRun(
      @TargetAggregateIdentifier RunId runId,
      WorkflowId workflow,
      @Nullable Integer version,
      TriggerKind trigger,
      @Nullable String triggerNode,
      Payload input,
      @Nullable String businessKey,
      @Nullable IdempotencyKey idempotencyKey,
      @Nullable StepId parent,
      int depth)
      implements RunCommand {

    /**
     * Starts with the same idempotency key are handled in order: two transactions of many starts
     * that took the same keys in different orders would wait for each other.
     */
    @Override
    public String routingKey() {
      return idempotencyKey == null
          ? runId.value()
          : idempotencyKey.scope() + "/" + idempotencyKey.key();
    }

    /** Refuses a business key by which nothing could be found (INVALID_INPUT). */
    public StartRun {
      if (businessKey != null) {
        KeyText.require("businessKey", businessKey);
      }
    }
  }

  /**
   * Tells the run that the time it waited for has come. Late and repeated wake-ups change nothing.
   */
  record WakeRun(@TargetAggregateIdentifier RunId runId, int ordinal) implements RunCommand {}

  /**
   * Gives a run the event that one of its activations waits for. A repeated delivery changes
   * nothing.
   */
  record DeliverEvent(
      @TargetAggregateIdentifier RunId runId, int ordinal, String eventId, Payload data)
      implements RunCommand {}

  /** Ends the run and everything it has open. Cancelling a cancelled run changes nothing. */
  record CancelRun(@TargetAggregateIdentifier RunId runId, @Nullable String reason)
      implements RunCommand {}
}
