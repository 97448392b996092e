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
 * @param owner who has it, null for nobody
 * @param started whether somebody began with it
 * @param candidates the principals who are asked
 * @param suspended whether somebody lets it rest
 * @param held whether its run is paused
 * @param stoppedAt since when its clocks stand still, null while they go
 * @param timers what is still due, the earliest first
 * @param votes what those said who have to agree, by person
 * @param links when the links end, by id; those that were used or taken back long ago
 * @param files how many are attached
 */
record TaskFacts(
    @Nullable TaskCreated created,
    @Nullable TaskEvent end,
    @Nullable String owner,
    boolean started,
    List<String> candidates,
    int priority,
    boolean suspended,
    boolean held,
    @Nullable Instant stoppedAt,
    List<Timer> timers,
    PMap<String, String> votes,
    PMap<String, Instant> links,
    int files) {

  static final TaskFacts INITIAL =
      new TaskFacts(
          null,
          null,
          null,
          false,
          List.of(),
          TaskSpec.DEFAULT_PRIORITY,
          false,
          false,
          null,
          List.of(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          0);

  TaskCreated begun() {
    return Objects.requireNonNull(created, "the task was not created");
  }

  TaskSpec spec() {
    return begun().spec();
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
    if (suspended || held) {
      return TaskState.SUSPENDED;
    }
    if (owner != null) {
      return started ? TaskState.IN_PROGRESS : TaskState.RESERVED;
    }
    return candidates.isEmpty() ? TaskState.CREATED : TaskState.READY;
  }

  boolean isOpen() {
    return created != null && end == null;
  }

  /** When it is to be woken, null for never. */
  @Nullable Instant wakeAt() {
    return !isOpen() || stoppedAt != null || timers.isEmpty() ? null : timers.getFirst().at();
  }

  /** The facts after one more event. */
  TaskFacts after(TaskEvent event) {
    return switch (event) {
      case TaskCreated e ->
          new TaskFacts(
              e,
              null,
              null,
              false,
              e.spec().candidates(),
              e.spec().priority(),
              false,
              false,
              null,
              e.timers(),
              votes,
              links,
              0);
      case TaskEvent.TaskClaimed e -> owned(e.person(), false);
      case TaskEvent.TaskReleased e -> owned(null, false);
      case TaskEvent.TaskStarted e -> owned(e.person(), true).without(Timer.Of.start);
      case TaskEvent.TaskDelegated e -> owned(e.to(), false);
      case TaskEvent.TaskForwarded e -> owned(null, false).asking(e.to());
      case TaskEvent.TaskCommented e -> this;
      case TaskEvent.TaskFileAttached e -> with(links, files + 1);
      case TaskEvent.TaskPrioritized e -> prioritized(e.after());
      case TaskEvent.TaskSuspended e -> resting(true, held, e.since());
      case TaskEvent.TaskResumed e -> resting(false, held, null).with(e.timers());
      case TaskEvent.TaskHeld e -> resting(suspended, true, e.since());
      case TaskEvent.TaskUnheld e -> resting(suspended, false, null).with(e.timers());
      case TaskEvent.TaskVoted e ->
          with(votes.plus(e.person(), e.outcome())).without(Timer.Of.start);
      case TaskEvent.TaskReminded e -> fired(e.timer());
      case TaskEvent.TaskOverdue e -> fired(e.timer());
      case TaskEvent.TaskEscalated e -> escalated(e);
      case TaskEvent.TaskLinkIssued e -> with(links.plus(e.link(), e.expiresAt()), files);
      case TaskEvent.TaskLinkRevoked e -> with(links.plus(e.link(), Instant.EPOCH), files);
      case TaskEvent.TaskCompleted e -> ended(e);
      case TaskEvent.TaskFailed e -> ended(e);
      case TaskEvent.TaskSkipped e -> ended(e);
      case TaskEvent.TaskExpired e -> ended(e);
      case TaskEvent.TaskWithdrawn e -> ended(e);
    };
  }

  private TaskFacts escalated(TaskEvent.TaskEscalated e) {
    TaskFacts after = fired(e.timer());
    return switch (e.act()) {
      case reassign -> after.owned(null, false).asking(e.to());
      case raise_priority -> after.prioritized(Math.min(9, priority + 1));
      case notify, expire -> after;
    };
  }

  private TaskFacts fired(Timer timer) {
    return with(timers.stream().filter(each -> !each.is(timer)).toList());
  }

  private TaskFacts without(Timer.Of of) {
    return with(timers.stream().filter(each -> each.of() != of).toList());
  }

  private TaskFacts owned(@Nullable String person, boolean begun) {
    return new TaskFacts(
        created,
        end,
        person,
        begun,
        candidates,
        priority,
        suspended,
        held,
        stoppedAt,
        timers,
        votes,
        links,
        files);
  }

  private TaskFacts asking(List<String> others) {
    return new TaskFacts(
        created, end, owner, started, others, priority, suspended, held, stoppedAt, timers, votes,
        links, files);
  }

  private TaskFacts prioritized(int now) {
    return new TaskFacts(
        created,
        end,
        owner,
        started,
        candidates,
        now,
        suspended,
        held,
        stoppedAt,
        timers,
        votes,
        links,
        files);
  }

  private TaskFacts resting(boolean rests, boolean holds, @Nullable Instant since) {
    Instant first = stoppedAt == null ? since : stoppedAt;
    return new TaskFacts(
        created,
        end,
        owner,
        started,
        candidates,
        priority,
        rests,
        holds,
        rests || holds ? first : null,
        timers,
        votes,
        links,
        files);
  }

  private TaskFacts with(List<Timer> others) {
    return new TaskFacts(
        created,
        end,
        owner,
        started,
        candidates,
        priority,
        suspended,
        held,
        stoppedAt,
        others,
        votes,
        links,
        files);
  }

  private TaskFacts with(PMap<String, String> others) {
    return new TaskFacts(
        created,
        end,
        owner,
        started,
        candidates,
        priority,
        suspended,
        held,
        stoppedAt,
        timers,
        others,
        links,
        files);
  }

  private TaskFacts with(PMap<String, Instant> good, int attached) {
    return new TaskFacts(
        created,
        end,
        owner,
        started,
        candidates,
        priority,
        suspended,
        held,
        stoppedAt,
        timers,
        votes,
        good,
        attached);
  }

  private TaskFacts ended(TaskEvent last) {
    return new TaskFacts(
        created,
        last,
        owner,
        started,
        candidates,
        priority,
        false,
        false,
        null,
        List.of(),
        votes,
        HashTreePMap.empty(),
        files);
  }
}
