package io.fluxo.query.run;

import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.Move;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.run.StepView;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.query.history.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one run, folded from its events and those of its steps: every visit of a node in the
 * order in which it began. Pure, so no table holds what the events tell already.
 */
final class RunTimeline {
  private record Scope(int block, String branch) {}

  private final List<StepDraft> visits = new ArrayList<>();
  private final Map<Integer, StepDraft> open = new HashMap<>();
  private final Map<Integer, Block> blocks = new HashMap<>();
  private final Map<Integer, Scope> scopes = new HashMap<>();

  private RunTimeline() {}

  static List<StepView> of(List<RecordedEvent> events) {
    RunTimeline timeline = new RunTimeline();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof RunEvent event) {
        timeline.run(event, recorded.time());
      } else if (recorded.event() instanceof StepEvent event) {
        int ordinal = new StepId(recorded.subject()).ordinal();
        StepDraft draft = timeline.open.get(ordinal);
        if (draft != null) {
          step(draft, event, recorded.time());
        }
      }
    }
    return timeline.visits.stream().map(StepDraft::view).toList();
  }

  private void run(RunEvent event, Instant time) {
    switch (event) {
      case RunEvent.RunStarted ignored -> {}
      case RunEvent.RunAdvanced advanced -> advanced.moves().forEach(move -> move(move, time));
      case RunEvent.RunCompleted ignored -> leave(time);
      case RunEvent.RunFailed ignored -> leave(time);
      case RunEvent.RunCancelled ignored -> leave(time);
      case RunEvent.RunTimedOut ignored -> leave(time);
      case RunEvent.RunCompensated ignored -> leave(time);
      case RunEvent.RunIntervened by -> intervened(by, time);
      case RunEvent.RunEscalated escalated -> {
        StepDraft draft = open.get(escalated.ordinal());
        if (draft == null) {
          draft = visit(escalated.ordinal(), escalated.node(), "escalated", time);
        }
        draft.again("escalated", escalated.failure());
      }
      case RunEvent.RunEnding ignored -> {}
      case RunEvent.RunCompensating ignored -> {}
      case RunEvent.RunUndone undone -> undo(undone.of(), "done");
      case RunEvent.RunUndoFailed failed -> undo(failed.of(), "failed");
    }
  }

  private void undo(int of, String how) {
    StepDraft draft = open.get(of);
    if (draft != null) {
      draft.undo(how);
    }
  }

  private void intervened(RunEvent.RunIntervened by, Instant time) {
    if (by.intervention() instanceof Intervention.Skipped skipped) {
      StepDraft draft =
          skipped.ordinal() == 0
              ? visit(0, skipped.node(), "skipped", time)
              : open.get(skipped.ordinal());
      if (draft != null) {
        draft.result(skipped.output(), skipped.branch());
        draft.end("skipped", time, null);
      }
    } else if (by.intervention() instanceof Intervention.Retried retried && retried.ordinal() > 0) {
      StepDraft draft = open.get(retried.ordinal());
      if (draft != null && !draft.isStep()) {
        draft.end("retried", time, null); // it is visited anew
      }
    }
  }

  /** What is open at the end of the run is not wanted any more. */
  private void leave(Instant time) {
    for (StepDraft draft : visits) {
      if (draft.isOpen()) {
        draft.end("cancelled", time, null);
      }
    }
  }

  private void move(Move move, Instant time) {
    switch (move) {
      case Move.Evaluated evaluated -> {
        StepDraft draft = visit(0, evaluated.node(), "evaluated", time);
        draft.result(evaluated.output(), evaluated.branch());
        draft.end("evaluated", time, null);
      }
      case Move.Scheduled scheduled ->
          visit(scheduled.ordinal(), scheduled.node(), "scheduled", time);
      case Move.Parked parked -> visit(parked.ordinal(), parked.node(), "waiting", time);
      case Move.Asked asked ->
          visit(asked.ordinal(), asked.node(), "waiting", time).waitsForPeople();
      case Move.Resumed resumed -> {
        StepDraft draft = openAt(resumed.ordinal());
        if (draft != null) {
          draft.result(resumed.output(), resumed.branch());
          draft.end("succeeded", time, null);
        }
      }
      case Move.Failed failed -> {
        StepDraft draft =
            failed.ordinal() == 0
                ? visit(0, failed.node(), "failed", time)
                : openAt(failed.ordinal());
        if (draft != null) {
          draft.end("failed", time, failed.failure());
        }
      }
      case Move.Opened opened -> {
        visit(opened.ordinal(), opened.node(), "waiting", time);
        blocks.put(
            opened.ordinal(),
            new Block(opened.items().json() instanceof List<?> items ? items.size() : -1));
      }
      case Move.Entered entered ->
          scopes.put(entered.scope(), new Scope(entered.block(), entered.branch()));
      case Move.Left left -> left(left);
      case Move.Closed closed -> {
        StepDraft draft = openAt(closed.ordinal());
        Block block = blocks.remove(closed.ordinal());
        if (draft != null && block != null) {
          draft.result(block.output(), null);
          draft.end("succeeded", time, null);
        }
      }
      case Move.Abandoned abandoned -> {
        StepDraft draft = openAt(abandoned.ordinal());
        if (draft != null) {
          draft.end("cancelled", time, null);
        }
      }
      case Move.FellBack fellBack -> {
        StepDraft draft =
            fellBack.ordinal() == 0
                ? visit(0, fellBack.node(), "failed", time)
                : openAt(fellBack.ordinal());
        if (draft != null) {
          draft.result(fellBack.to() == null ? fellBack.output() : null, null);
          draft.end("fell_back", time, fellBack.failure());
        }
      }
      case Move.Undoing undoing -> visit(undoing.ordinal(), undoing.node(), "scheduled", time);
      case Move.Compensable compensable -> undo(compensable.undo().of(), "possible");
      case Move.Held ignored -> {}
      case Move.Queued ignored -> {}
      case Move.Admitted ignored -> {}
      case Move.Spent ignored -> {}
      case Move.Logged ignored -> {}
    }
  }

  private void left(Move.Left left) {
    Scope scope = scopes.remove(left.scope());
    Block block = scope == null ? null : blocks.get(scope.block);
    if (scope != null && block != null) {
      block.left(scope.branch, left.result());
    }
  }

  private StepDraft visit(int ordinal, String node, String status, Instant time) {
    StepDraft draft = new StepDraft(ordinal, node, status, time);
    visits.add(draft);
    if (ordinal > 0) {
      open.put(ordinal, draft);
    }
    return draft;
  }

  private @Nullable StepDraft openAt(int ordinal) {
    StepDraft draft = open.get(ordinal);
    return draft != null && draft.isOpen() ? draft : null;
  }

  private static void step(StepDraft draft, StepEvent event, Instant time) {
    switch (event) {
      case StepEvent.StepScheduled scheduled -> draft.asked(scheduled.type(), scheduled.input());
      case StepEvent.StepStarted started -> {
        if (draft.isOpen()) {
          draft.attempt(started.attempt());
        }
      }
      case StepEvent.StepAwaiting ignored -> draft.turn("waiting", null);
      case StepEvent.StepSucceeded succeeded -> {
        attempted(draft, succeeded.attempted(), succeeded.attempt());
        draft.result(succeeded.output(), succeeded.branch());
        draft.end("succeeded", time, null);
      }
      case StepEvent.StepFailed failed -> {
        attempted(draft, failed.attempted(), failed.attempt());
        if (failed.retryAt() == null) {
          draft.end("failed", time, failed.failure());
        } else {
          draft.turn("retrying", failed.failure());
        }
      }
      case StepEvent.StepOutcomeUnknown unknown -> draft.turn("unknown", unknown.failure());
      case StepEvent.StepResolved ignored -> {}
      case StepEvent.StepRetried ignored -> draft.again("scheduled", null);
      case StepEvent.StepHeld ignored -> {
        if (draft.isOpen()) {
          draft.turn("held", null);
        }
      }
      case StepEvent.StepReleased ignored -> {
        if (draft.isOpen()) {
          draft.turn("scheduled", null);
        }
      }
      case StepEvent.StepCancelled ignored -> {
        if (draft.isOpen()) {
          draft.end("cancelled", time, null);
        }
      }
    }
  }

  private static void attempted(StepDraft draft, StepEvent.@Nullable Attempted made, int attempt) {
    if (made != null && draft.isOpen()) {
      draft.attempt(attempt);
    }
  }
}
