package io.fluxo.messages.run;

import io.fluxo.messages.RoutedCommand;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.KeyText;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
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

  /**
   * Ends the run and everything it has open. Cancelling a cancelled run changes nothing.
   *
   * @param compensate whether what it did is undone before
   */
  record CancelRun(
      @TargetAggregateIdentifier RunId runId, @Nullable String reason, boolean compensate)
      implements RunCommand {

    /** Ends it as it stands. */
    public CancelRun(RunId runId, @Nullable String reason) {
      this(runId, reason, false);
    }
  }

  /** Begins nothing new until the run is continued. Pausing a paused run changes nothing. */
  record PauseRun(@TargetAggregateIdentifier RunId runId, String reason) implements RunCommand {}

  /** Goes on with a paused run. Continuing one that is not paused changes nothing. */
  record ContinueRun(@TargetAggregateIdentifier RunId runId, String reason) implements RunCommand {}

  /**
   * Gives a step that failed, waits for another attempt, or has an unknown outcome another chance;
   * a run that failed there is under way again.
   *
   * @param ordinal the step, null for the node at which the run failed
   */
  record RetryStep(@TargetAggregateIdentifier RunId runId, @Nullable Integer ordinal, String reason)
      implements RunCommand {}

  /**
   * Goes on as if a node had given something.
   *
   * @param ordinal what is skipped, null for the node at which the run failed
   * @param branch the branch to take, null for the plain way on
   */
  record SkipStep(
      @TargetAggregateIdentifier RunId runId,
      @Nullable Integer ordinal,
      Payload output,
      @Nullable String branch,
      String reason)
      implements RunCommand {}

  /**
   * Leaves an activation and goes on at another node of the same region.
   *
   * @param from what is left, null for whatever is open in the run itself
   */
  record ForceRun(
      @TargetAggregateIdentifier RunId runId, @Nullable Integer from, String to, String reason)
      implements RunCommand {}

  /**
   * Goes back to before a node was visited. One of the two says which visit.
   *
   * @param ordinal the visit's activation
   * @param node the node whose last visit is meant
   */
  record RewindRun(
      @TargetAggregateIdentifier RunId runId,
      @Nullable Integer ordinal,
      @Nullable String node,
      String reason)
      implements RunCommand {}

  /**
   * Changes variables.
   *
   * @param set the new values by name
   * @param remove the names of those that are not wanted any more
   */
  record EditVariables(
      @TargetAggregateIdentifier RunId runId,
      Map<String, Payload> set,
      List<String> remove,
      String reason)
      implements RunCommand {}

  /**
   * Says that nobody is going to mend the failure of a run. One that waits for that decision fails
   * with this.
   */
  record DiscardRun(@TargetAggregateIdentifier RunId runId, String reason) implements RunCommand {}

  /**
   * Asks for one effect to be undone.
   *
   * @param of the ordinal of the effect
   */
  record UndoEffect(@TargetAggregateIdentifier RunId runId, int of) implements RunCommand {}

  /** Tells a run that it has its place. Telling it twice changes nothing. */
  record AdmitRun(@TargetAggregateIdentifier RunId runId) implements RunCommand {}

  /** Ends a run of which all is undone. */
  record FinishCompensation(@TargetAggregateIdentifier RunId runId) implements RunCommand {}
}
