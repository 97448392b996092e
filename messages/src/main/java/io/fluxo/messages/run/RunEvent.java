package io.fluxo.messages.run;

import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a run, in the order of its life. The first event says what holds for the whole
 * run; the later ones do not repeat it. Times are the times of the event messages.
 */
public sealed interface RunEvent {

  /**
   * The run began.
   *
   * @param deadline when the run is ended if it is still under way, null for never
   */
  record RunStarted(
      RunId runId,
      WorkflowRef workflow,
      TriggerKind trigger,
      @Nullable String triggerNode,
      Payload input,
      @Nullable String businessKey,
      @Nullable StepId parent,
      int depth,
      @Nullable Instant deadline)
      implements RunEvent {}

  /** The run moved: everything that one decision settled, in order. */
  record RunAdvanced(List<Move> moves) implements RunEvent {}

  /** The run reached its end. */
  record RunCompleted(Payload output) implements RunEvent {}

  /**
   * The run could not go on.
   *
   * @param node the node at which it failed, if it was at one
   */
  record RunFailed(@Nullable String node, Failure failure) implements RunEvent {}

  /** Somebody ended the run. */
  record RunCancelled(@Nullable String reason) implements RunEvent {}

  /** The run took longer than its definition allows. */
  record RunTimedOut(Failure failure) implements RunEvent {}
}
