package io.fluxo.query.run;

import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunStatus;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run folded from its events and those of its steps: what its row holds. Folding the same event
 * again changes nothing. Payloads are asked for only where the kind of event does not say enough,
 * because reading them back is most of what a projection costs.
 */
final class RunState {
  final RunKey key;
  final String correlation;
  String workflow = "";
  int version;
  TriggerKind trigger = TriggerKind.MANUAL;
  @Nullable String businessKey;
  @Nullable String parent;
  Instant startedAt = Instant.EPOCH;
  Instant updatedAt = Instant.EPOCH;
  @Nullable Instant endedAt;
  @Nullable RunStatus ended;
  @Nullable String failedNode;
  @Nullable Failure failure;
  long events;
  OpenActivations open = new OpenActivations();
  int stepsCompleted;
  int stepsFailed;

  RunState(RunKey key, String correlation) {
    this.key = key;
    this.correlation = correlation;
  }

  RunStatus status() {
    return ended != null ? ended : open.status();
  }

  /** Whether an event of this kind ends a run. */
  static boolean ends(Class<?> type) {
    return type == RunEvent.RunCompleted.class
        || type == RunEvent.RunFailed.class
        || type == RunEvent.RunCancelled.class
        || type == RunEvent.RunTimedOut.class;
  }

  /** Folds an event of the run's own stream. */
  void run(long sequence, Instant time, Class<?> type, Supplier<?> payload) {
    if (sequence < events) {
      return;
    }
    events = sequence + 1;
    updatedAt = time;
    if (type == RunEvent.RunCompleted.class) {
      end(RunStatus.COMPLETED, time, null, null);
      return;
    }
    switch ((RunEvent) payload.get()) {
      case RunEvent.RunStarted started -> {
        workflow = started.workflow().id().value();
        version = started.workflow().version();
        trigger = started.trigger();
        businessKey = started.businessKey();
        parent = started.parent() == null ? null : started.parent().value();
        startedAt = time;
      }
      case RunEvent.RunAdvanced advanced -> advanced.moves().forEach(this::move);
      case RunEvent.RunCompleted ignored -> end(RunStatus.COMPLETED, time, null, null);
      case RunEvent.RunFailed failed ->
          end(RunStatus.FAILED, time, failed.node(), failed.failure());
      case RunEvent.RunCancelled ignored -> end(RunStatus.CANCELLED, time, null, null);
      case RunEvent.RunTimedOut timedOut -> end(RunStatus.TIMEOUT, time, null, timedOut.failure());
    }
  }

  /** Folds over moves that do not matter any more, because the end of the run is at hand. */
  void pass(long sequence) {
    events = Math.max(events, sequence + 1);
  }

  private void end(RunStatus status, Instant time, @Nullable String node, @Nullable Failure why) {
    ended = status;
    endedAt = time;
    failedNode = node;
    failure = why;
    open.settleAll();
  }

  private void move(Move move) {
    switch (move) {
      case Move.Scheduled scheduled -> open.add(scheduled.ordinal(), OpenActivations.WAITING);
      case Move.Parked parked ->
          open.add(
              parked.ordinal(),
              parked.event() == null ? OpenActivations.DELAY : OpenActivations.EVENT);
      case Move.Resumed resumed -> open.settle(resumed.ordinal());
      case Move.Failed failed -> open.settle(failed.ordinal());
      case Move.Abandoned abandoned -> open.settle(abandoned.ordinal());
      case Move.Evaluated ignored -> {}
      case Move.Opened ignored -> {}
      case Move.Entered ignored -> {}
      case Move.Left ignored -> {}
      case Move.Closed ignored -> {}
      case Move.Logged ignored -> {}
    }
  }

  /**
   * Folds an event of one of the run's steps.
   *
   * @param whole whether the run's whole life is folded at once, its moves passed over
   */
  void step(
      int ordinal, long sequence, Instant time, Class<?> type, Supplier<?> payload, boolean whole) {
    if (type == StepEvent.StepScheduled.class) {
      if (whole) {
        open.add(ordinal, OpenActivations.SETTLED); // the move that says so is passed over
      }
      return;
    }
    if (!open.isNews(ordinal, sequence)) {
      return;
    }
    updatedAt = time.isAfter(updatedAt) && ended == null ? time : updatedAt;
    if (type == StepEvent.StepSucceeded.class) {
      stepsCompleted++;
      open.remove(ordinal);
    } else if (type == StepEvent.StepCancelled.class) {
      open.remove(ordinal);
    } else if (type == StepEvent.StepFailed.class
        && ((StepEvent.StepFailed) payload.get()).retryAt() == null) {
      stepsFailed++;
      open.remove(ordinal);
    } else {
      open.step(ordinal, sequence, stateAfter(type));
    }
  }

  private static @Nullable Character stateAfter(Class<?> type) {
    if (type == StepEvent.StepStarted.class || type == StepEvent.StepAwaiting.class) {
      return OpenActivations.ACTIVE;
    }
    if (type == StepEvent.StepFailed.class) {
      return OpenActivations.RETRYING;
    }
    return type == StepEvent.StepOutcomeUnknown.class ? OpenActivations.UNKNOWN : null;
  }
}
