package io.fluxo.messages.run;

import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.Personal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a run, in the order of its life. The first event says what holds for the whole
 * run; the later ones do not repeat it. Times are the times of the event messages.
 */
public sealed interface RunEvent {

  /** Whether nothing happens to the run after it, unless somebody takes it up again. */
  default boolean ends() {
    return false;
  }

  /**
   * The run began.
   *
   * @param deadline when the run is ended if it is still under way, null for never
   * @param startedBy who started it, null where that was not noted yet
   * @param subject the data subject that it is about, by a hash; null where the workflow names none
   */
  record RunStarted(
      RunId runId,
      WorkflowRef workflow,
      TriggerKind trigger,
      @Nullable String triggerNode,
      Payload input,
      @Personal @Nullable String businessKey,
      @Nullable StepId parent,
      int depth,
      @Nullable Instant deadline,
      @Nullable String startedBy,
      @Nullable String subject)
      implements RunEvent {

    /** Without a note of who started it. */
    public RunStarted(
        RunId runId,
        WorkflowRef workflow,
        TriggerKind trigger,
        @Nullable String triggerNode,
        Payload input,
        @Nullable String businessKey,
        @Nullable StepId parent,
        int depth,
        @Nullable Instant deadline) {
      this(
          runId,
          workflow,
          trigger,
          triggerNode,
          input,
          businessKey,
          parent,
          depth,
          deadline,
          null,
          null);
    }
  }

  /** The run moved: everything that one decision settled, in order. */
  record RunAdvanced(List<Move> moves) implements RunEvent {}

  /** The run reached its end. */
  record RunCompleted(Payload output) implements RunEvent {

    @Override
    public boolean ends() {
      return true;
    }
  }

  /**
   * The run could not go on.
   *
   * @param node the node at which it failed, if it was at one
   */
  record RunFailed(@Nullable String node, Failure failure) implements RunEvent {

    @Override
    public boolean ends() {
      return true;
    }
  }

  /** Somebody ended the run. */
  record RunCancelled(@Personal @Nullable String reason) implements RunEvent {

    @Override
    public boolean ends() {
      return true;
    }
  }

  /** The run took longer than its definition allows. */
  record RunTimedOut(Failure failure) implements RunEvent {

    @Override
    public boolean ends() {
      return true;
    }
  }

  /**
   * Somebody took the wheel. Who it was stands in the metadata.
   *
   * @param reason why, as that person said
   * @param before how the run stood, in one word
   * @param after how it stands now, in one word
   * @param again the steps that are open again, null where the run had not ended
   * @param deadline when the run is ended if it is still under way, null where that is as it was
   */
  record RunIntervened(
      Intervention intervention,
      @Personal String reason,
      String before,
      String after,
      @Nullable List<Integer> again,
      @Nullable Instant deadline)
      implements RunEvent {}

  /**
   * A failure that nothing in the definition handles was laid before a person. The node stays where
   * it is until somebody retries, skips or discards it, or sends the run elsewhere.
   *
   * @param ordinal the activation that waits for the decision
   */
  record RunEscalated(int ordinal, String node, int scope, Failure failure) implements RunEvent {}

  /** The run is going to end, once the effects that are under way have told how they ended. */
  record RunEnding(EndCause cause) implements RunEvent {}

  /**
   * What the run did is being undone.
   *
   * @param plan what is to be undone, in that order: the last effect first
   */
  record RunCompensating(EndCause cause, List<Undo> plan) implements RunEvent {}

  /**
   * An effect was undone.
   *
   * @param of the ordinal of the effect
   * @param byHand how a person did it outside or why it is not needed, null where its step did
   */
  record RunUndone(int of, @Personal @Nullable String byHand) implements RunEvent {}

  /**
   * An effect could not be undone; a person must.
   *
   * @param of the ordinal of the effect
   * @param step the ordinal of the step that was to undo it, 0 where none could be made
   */
  record RunUndoFailed(int of, int step, String node, Failure failure) implements RunEvent {}

  /** All that was to be undone is; the run has ended. */
  record RunCompensated(EndCause cause) implements RunEvent {

    @Override
    public boolean ends() {
      return true;
    }
  }
}
