package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskOrigin;
import io.fluxo.messages.humantask.TaskSpec;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task folded from its events: what its row holds. Folding an event again changes nothing. */
final class TaskFold {
  private static final int RUN_ID_LENGTH = 26;

  final TaskKey key;
  TaskKind kind = TaskKind.FORM;
  Payload text = Payload.NULL;

  /** As its row has it, null where it has none yet. */
  @Nullable String storedText;

  @Nullable String owner;
  List<String> candidates = List.of();
  List<String> excluded = List.of();
  List<String> voted = List.of();
  int priority = TaskSpec.DEFAULT_PRIORITY;
  @Nullable String workflow;
  @Nullable String node;
  @Nullable String businessKey;

  /** Its key as its row has it: what it is found by, and sealed. */
  @Nullable String storedKey;

  @Nullable String sealedKey;
  @Nullable Instant startBy;
  @Nullable Instant due;
  @Nullable Instant stoppedAt;
  boolean suspended;
  boolean held;
  boolean started;
  int escalated;
  Payload search = Payload.NULL;
  @Nullable String storedSearch;
  @Nullable String outcome;
  @Nullable String answeredBy;
  Instant createdAt = Instant.EPOCH;
  Instant updatedAt = Instant.EPOCH;
  @Nullable Instant endedAt;
  @Nullable TaskState ended;
  long sequence = -1;

  TaskFold(TaskKey key) {
    this.key = key;
  }

  boolean isOpen() {
    return endedAt == null;
  }

  TaskState state() {
    if (ended != null) {
      return ended;
    }
    if (suspended || held) {
      return TaskState.SUSPENDED;
    }
    if (owner != null) {
      return started ? TaskState.IN_PROGRESS : TaskState.RESERVED;
    }
    return candidates.isEmpty() ? TaskState.CREATED : TaskState.READY;
  }

  /** The run that asked, null for a task of its own. */
  @Nullable String run() {
    return key.taskId().length() > RUN_ID_LENGTH ? key.taskId().substring(0, RUN_ID_LENGTH) : null;
  }

  /** When it is late, null for never; a clock that stands still makes nothing late. */
  @Nullable Instant lateAt() {
    Instant first = isOpen() ? Times.earlier(startBy, due) : null;
    return first != null && stoppedAt != null && first.isAfter(stoppedAt) ? null : first;
  }

  /** Folds an event, and says whether it was news. */
  boolean fold(long at, Instant time, TaskEvent event) {
    if (at <= sequence) {
      return false;
    }
    sequence = at;
    updatedAt = Times.of(time);
    switch (event) {
      case TaskEvent.TaskCreated e -> created(e);
      case TaskEvent.TaskClaimed e -> owned(e.person());
      case TaskEvent.TaskReleased ignored -> owned(null);
      case TaskEvent.TaskStarted e -> {
        owned(e.person());
        started = true;
        startBy = null;
      }
      case TaskEvent.TaskDelegated e -> owned(e.to());
      case TaskEvent.TaskForwarded e -> asks(e.to());
      case TaskEvent.TaskCommented ignored -> {}
      case TaskEvent.TaskFileAttached ignored -> {}
      case TaskEvent.TaskPrioritized e -> priority = e.after();
      case TaskEvent.TaskSuspended e -> {
        suspended = true;
        stop(e.since());
      }
      case TaskEvent.TaskResumed e -> {
        suspended = false;
        goOn(e.timers());
      }
      case TaskEvent.TaskHeld e -> {
        held = true;
        stop(e.since());
      }
      case TaskEvent.TaskUnheld e -> {
        held = false;
        goOn(e.timers());
      }
      case TaskEvent.TaskVoted e -> voted(e.person());
      case TaskEvent.TaskReminded ignored -> {}
      case TaskEvent.TaskOverdue ignored -> {}
      case TaskEvent.TaskEscalated e -> escalated(e);
      case TaskEvent.TaskLinkIssued ignored -> {}
      case TaskEvent.TaskLinkRevoked ignored -> {}
      case TaskEvent.TaskCompleted e -> {
        outcome = e.outcome();
        startBy = null;
        end(TaskState.COMPLETED, e.person());
      }
      case TaskEvent.TaskFailed e -> end(TaskState.FAILED, e.person());
      case TaskEvent.TaskSkipped ignored -> end(TaskState.OBSOLETE, null);
      case TaskEvent.TaskExpired ignored -> end(TaskState.EXPIRED, null);
      case TaskEvent.TaskWithdrawn ignored -> end(TaskState.OBSOLETE, null);
    }
    return true;
  }

  private void created(TaskEvent.TaskCreated e) {
    TaskSpec spec = e.spec();
    kind = spec.kind();
    text = spec.text();
    storedText = null;
    candidates = spec.candidates();
    excluded = spec.excluded();
    priority = spec.priority();
    search = spec.search();
    storedSearch = null;
    TaskOrigin origin = e.origin();
    workflow = origin == null ? null : origin.workflow().id().value();
    node = origin == null ? null : origin.node();
    businessKey = origin == null ? null : origin.businessKey();
    storedKey = null;
    sealedKey = null;
    createdAt = updatedAt;
    deadlines(e.timers());
  }

  private void owned(@Nullable String person) {
    owner = person;
    started = false;
  }

  private void asks(List<String> others) {
    owned(null);
    candidates = others;
  }

  private void voted(String person) {
    List<String> all = new ArrayList<>(voted);
    if (!all.contains(person)) {
      all.add(person);
    }
    voted = List.copyOf(all);
    startBy = null;
  }

  private void escalated(TaskEvent.TaskEscalated e) {
    escalated++;
    switch (e.act()) {
      case reassign -> asks(e.to());
      case raise_priority -> priority = Math.min(9, priority + 1);
      case notify, expire -> {}
    }
  }

  private void stop(Instant since) {
    stoppedAt = stoppedAt == null ? Times.of(since) : stoppedAt;
  }

  private void goOn(List<Timer> timers) {
    stoppedAt = suspended || held ? stoppedAt : null;
    deadlines(timers);
  }

  /** Times that are over are not among the timers any more, and stay as they were. */
  private void deadlines(List<Timer> timers) {
    for (Timer timer : timers) {
      if (timer.act() == Timer.Act.overdue) {
        switch (timer.of()) {
          case start -> startBy = Times.of(timer.at());
          case complete -> due = Times.of(timer.at());
        }
      }
    }
  }

  private void end(TaskState as, @Nullable String by) {
    ended = as;
    endedAt = updatedAt;
    answeredBy = by;
    suspended = false;
    held = false;
    stoppedAt = null;
  }
}
