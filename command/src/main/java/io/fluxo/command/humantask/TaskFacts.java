package io.fluxo.command.humantask;

import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskEvent.TaskCreated;
import io.fluxo.messages.humantask.TaskSpec;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Where a task stands after its events.
 *
 * @param created the first event, null before it
 * @param end the last event, null before it
 * @param votes what those said who have to agree, by person
 * @param links when the links end, by id; those that were used or taken back long ago
 * @param files how many are attached
 */
record TaskFacts(
    @Nullable TaskCreated created,
    @Nullable TaskEvent end,
    Handling handling,
    Timing timing,
    PMap<String, String> votes,
    PMap<String, Instant> links,
    int files) {

  static final TaskFacts INITIAL =
      new TaskFacts(
          null, null, Handling.NONE, Timing.NONE, HashTreePMap.empty(), HashTreePMap.empty(), 0);

  TaskCreated begun() {
    return Objects.requireNonNull(created, "the task was not created");
  }

  TaskSpec spec() {
    return begun().spec();
  }

  /** Who has it, null for nobody. */
  @Nullable String owner() {
    return handling.owner();
  }

  /** The principals who are asked. */
  List<String> candidates() {
    return handling.candidates();
  }

  int priority() {
    return handling.priority();
  }

  /** What is still due, the earliest first. */
  List<Timer> timers() {
    return timing.timers();
  }

  TaskState state() {
    if (end != null) {
      return switch (end) {
        case TaskEvent.TaskCompleted e -> TaskState.COMPLETED;
        case TaskEvent.TaskFailed e -> TaskState.FAILED;
        case TaskEvent.TaskExpired e -> TaskState.EXPIRED;
        default -> TaskState.OBSOLETE;
      };
    }
    if (timing.rests()) {
      return TaskState.SUSPENDED;
    }
    if (owner() != null) {
      return handling.started() ? TaskState.IN_PROGRESS : TaskState.RESERVED;
    }
    return candidates().isEmpty() ? TaskState.CREATED : TaskState.READY;
  }

  boolean isOpen() {
    return created != null && end == null;
  }

  /** When it is to be woken, null for never. */
  @Nullable Instant wakeAt() {
    return isOpen() ? timing.next() : null;
  }

  /** The facts after one more event. */
  TaskFacts after(TaskEvent event) {
    return switch (event) {
      case TaskCreated e ->
          new TaskFacts(
              e, null, Handling.of(e.spec()), Timing.NONE.with(e.timers()), votes, links, 0);
      case TaskEvent.TaskClaimed e -> with(handling.ownedBy(e.person()));
      case TaskEvent.TaskReleased e -> with(handling.ownedBy(null));
      case TaskEvent.TaskStarted e ->
          with(handling.startedBy(e.person())).with(timing.without(Timer.Of.start));
      case TaskEvent.TaskDelegated e -> with(handling.ownedBy(e.to()));
      case TaskEvent.TaskForwarded e -> with(handling.asking(e.to()));
      case TaskEvent.TaskCommented e -> this;
      case TaskEvent.TaskFileAttached e -> with(votes, links, files + 1);
      case TaskEvent.TaskPrioritized e -> with(handling.prioritized(e.after()));
      case TaskEvent.TaskSuspended e -> with(timing.suspendedSince(e.since()));
      case TaskEvent.TaskResumed e -> with(timing.resumed(e.timers()));
      case TaskEvent.TaskHeld e -> with(timing.heldSince(e.since()));
      case TaskEvent.TaskUnheld e -> with(timing.unheld(e.timers()));
      case TaskEvent.TaskVoted e ->
          with(votes.plus(e.person(), e.outcome()), links, files)
              .with(timing.without(Timer.Of.start));
      case TaskEvent.TaskReminded e -> with(timing.fired(e.timer()));
      case TaskEvent.TaskOverdue e -> with(timing.fired(e.timer()));
      case TaskEvent.TaskEscalated e -> escalated(e);
      case TaskEvent.TaskLinkIssued e -> with(votes, links.plus(e.link(), e.expiresAt()), files);
      case TaskEvent.TaskLinkRevoked e -> with(votes, links.plus(e.link(), Instant.EPOCH), files);
      case TaskEvent.TaskCompleted e -> ended(e);
      case TaskEvent.TaskFailed e -> ended(e);
      case TaskEvent.TaskSkipped e -> ended(e);
      case TaskEvent.TaskExpired e -> ended(e);
      case TaskEvent.TaskWithdrawn e -> ended(e);
    };
  }

  private TaskFacts escalated(TaskEvent.TaskEscalated e) {
    TaskFacts after = with(timing.fired(e.timer()));
    return switch (e.act()) {
      case reassign -> after.with(handling.asking(e.to()));
      case raise_priority -> after.with(handling.raised());
      case notify, expire -> after;
    };
  }

  private TaskFacts with(Handling other) {
    return new TaskFacts(created, end, other, timing, votes, links, files);
  }

  private TaskFacts with(Timing other) {
    return new TaskFacts(created, end, handling, other, votes, links, files);
  }

  private TaskFacts with(PMap<String, String> said, PMap<String, Instant> good, int attached) {
    return new TaskFacts(created, end, handling, timing, said, good, attached);
  }

  private TaskFacts ended(TaskEvent last) {
    return new TaskFacts(created, last, handling, Timing.NONE, votes, HashTreePMap.empty(), files);
  }
}
