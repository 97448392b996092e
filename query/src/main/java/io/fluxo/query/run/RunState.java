package io.fluxo.query.run;

import io.fluxo.messages.run.Attention;
import io.fluxo.messages.run.EndCause;
import io.fluxo.messages.run.Intervention;
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
  RunFlags flags = new RunFlags();

  RunState(RunKey key, String correlation) {
    this.key = key;
    this.correlation = correlation;
  }

  RunStatus status() {
    if (ended != null) {
      return ended;
    }
    if (flags.compensating) {
      return RunStatus.COMPENSATING;
    }
    if (flags.paused) {
      return RunStatus.PAUSED;
    }
    if (flags.queued) {
      return RunStatus.PENDING;
    }
    RunStatus status = open.status();
    if (status != RunStatus.RUNNING) {
      return status;
    }
    if (flags.isStoodInFor()) {
      return RunStatus.FALLBACK;
    }
    return flags.degraded ? RunStatus.DEGRADED : RunStatus.RUNNING;
  }

  /** Why the run asks for a person, null where it does not. */
  @Nullable Attention attention() {
    if (ended == RunStatus.FAILED || ended == RunStatus.TIMEOUT) {
      return flags.discarded ? null : Attention.FAILED;
    }
    if (ended != null) {
      return null;
    }
    if (flags.undoFailed) {
      return Attention.UNDO_FAILED;
    }
    return open.attention();
  }

  /** Whether an event of this kind ends a run. */
  static boolean ends(Class<?> type) {
    return type == RunEvent.RunCompleted.class
        || type == RunEvent.RunFailed.class
        || type == RunEvent.RunCancelled.class
        || type == RunEvent.RunTimedOut.class
        || type == RunEvent.RunCompensated.class;
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
      case RunEvent.RunIntervened by -> intervened(by);
      case RunEvent.RunEscalated escalated -> {
        open.add(escalated.ordinal(), OpenActivations.ESCALATED);
        failedNode = escalated.node();
        failure = escalated.failure();
      }
      case RunEvent.RunEnding ending -> compensates(ending.cause());
      case RunEvent.RunCompensating compensating -> compensates(compensating.cause());
      case RunEvent.RunUndone ignored -> flags.undoFailed = false;
      case RunEvent.RunUndoFailed ignored -> flags.undoFailed = true;
      case RunEvent.RunCompensated compensated ->
          end(
              RunStatus.COMPENSATED,
              time,
              compensated.cause().node(),
              compensated.cause().failure());
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
    flags = new RunFlags();
    open.settleAll();
  }

  private void compensates(EndCause cause) {
    flags.compensating = true;
    flags.paused = false;
    failedNode = cause.node();
    failure = cause.failure();
  }

  private void intervened(RunEvent.RunIntervened by) {
    if (by.again() != null) {
      ended = null;
      endedAt = null;
      flags.discarded = false;
      flags.paused = false;
      by.again().forEach(open::again);
    }
    switch (by.intervention()) {
      case Intervention.Paused ignored -> flags.paused = true;
      case Intervention.Continued ignored -> flags.paused = false;
      case Intervention.Retried retried -> {
        flags.undoFailed = false;
        again(retried.ordinal(), by.again() == null && retried.ordinal() > 0);
      }
      case Intervention.Skipped skipped -> {
        open.leave(skipped.ordinal());
        again(0, false);
      }
      case Intervention.Forced ignored -> again(0, false);
      case Intervention.Rewound ignored -> again(0, false);
      case Intervention.Edited ignored -> {}
      case Intervention.Discarded ignored -> flags.discarded = true;
    }
  }

  private void again(int ordinal, boolean opens) {
    if (opens) {
      open.again(ordinal);
    }
    if (!flags.compensating) {
      failedNode = null;
      failure = null;
    }
  }

  private void settle(int ordinal) {
    open.settle(ordinal);
    flags.ended(Integer.toString(ordinal));
  }

  private void move(Move move) {
    switch (move) {
      case Move.Scheduled scheduled -> {
        open.add(scheduled.ordinal(), OpenActivations.WAITING);
        flags.visits(scheduled.node(), scheduled.ordinal());
      }
      case Move.Parked parked -> {
        open.add(
            parked.ordinal(),
            parked.event() == null ? OpenActivations.DELAY : OpenActivations.EVENT);
        flags.visits(parked.node(), parked.ordinal());
      }
      case Move.Asked asked -> {
        open.add(asked.ordinal(), OpenActivations.ASKED);
        flags.visits(asked.node(), asked.ordinal());
      }
      case Move.Resumed resumed -> settle(resumed.ordinal());
      case Move.Failed failed -> settle(failed.ordinal());
      case Move.Abandoned abandoned -> settle(abandoned.ordinal());
      case Move.Evaluated evaluated -> flags.ended(evaluated.node());
      case Move.FellBack fellBack -> {
        settle(fellBack.ordinal());
        if (fellBack.to() == null) {
          flags.degraded = true;
        } else {
          flags.standsIn(fellBack.to());
        }
      }
      case Move.Undoing undoing -> open.add(undoing.ordinal(), OpenActivations.WAITING);
      case Move.Queued ignored -> flags.queued = true;
      case Move.Admitted ignored -> flags.queued = false;
      case Move.Held ignored -> {}
      case Move.Compensable ignored -> {}
      case Move.Spent ignored -> {}
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
    boolean begins =
        type == StepEvent.StepRetried.class || type == StepEvent.StepOutcomeUnknown.class;
    if (!open.isNews(ordinal, sequence, begins)) {
      return;
    }
    updatedAt = time.isAfter(updatedAt) && ended == null ? time : updatedAt;
    if (type == StepEvent.StepRetried.class) {
      stepsFailed -= ((StepEvent.StepRetried) payload.get()).was().equals("failed") ? 1 : 0;
    }
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
    if (type == StepEvent.StepRetried.class) {
      return OpenActivations.WAITING;
    }
    return type == StepEvent.StepOutcomeUnknown.class ? OpenActivations.UNKNOWN : null;
  }
}
