package io.fluxo.query.humantask;

import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskSpec;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.history.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One task, whole, folded from its events. */
final class TaskTimeline {
  private final TaskFold task;
  private final TaskSpec spec;
  private final List<TaskDetail.Comment> comments = new ArrayList<>();
  private final List<TaskDetail.Attached> files = new ArrayList<>();
  private final List<TaskDetail.Vote> votes = new ArrayList<>();
  private final Map<String, TaskDetail.Link> links = new LinkedHashMap<>();
  private final List<TaskDetail.Act> history = new ArrayList<>();
  private List<Timer> timers = List.of();
  private Payload answer = Payload.NULL;

  private TaskTimeline(TaskKey key, TaskSpec spec) {
    this.task = new TaskFold(key);
    this.spec = spec;
  }

  /**
   * Folds a task.
   *
   * @param created its first event
   * @param events all its events, the first among them
   */
  static TaskTimeline of(TaskKey key, TaskEvent.TaskCreated created, List<RecordedEvent> events) {
    TaskTimeline timeline = new TaskTimeline(key, created.spec());
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof TaskEvent event) {
        timeline.add(recorded, event);
      }
    }
    return timeline;
  }

  TaskFold task() {
    return task;
  }

  TaskDetail detail(Instant now) {
    return new TaskDetail(
        TaskViews.of(task, now),
        spec.form(),
        spec.outcomes(),
        spec.options(),
        spec.excluded(),
        spec.quorum(),
        spec.sla(),
        spec.files(),
        spec.skippable(),
        answer,
        List.copyOf(comments),
        List.copyOf(files),
        List.copyOf(votes),
        links.values().stream().filter(link -> link.expiresAt().isAfter(now)).toList(),
        timers,
        List.copyOf(history));
  }

  private void add(RecordedEvent recorded, TaskEvent event) {
    TaskState before = task.sequence < 0 ? null : task.state();
    if (!task.fold(recorded.sequence(), recorded.time(), event)) {
      return;
    }
    String by = String.valueOf(recorded.metaData().get(Context.ACTOR));
    history.add(
        new TaskDetail.Act(
            Objects.requireNonNull(EventCatalogue.ofType(event.getClass())).name(),
            by,
            recorded.time(),
            before,
            task.state()));
    told(event, by, recorded.time());
    clocks(event);
    if (event.ends()) {
      timers = List.of();
      links.clear();
    }
  }

  /** What people said and handed over. */
  private void told(TaskEvent event, String by, Instant at) {
    switch (event) {
      case TaskEvent.TaskCommented e -> comment(by, at, e.text());
      case TaskEvent.TaskSuspended e -> comment(by, at, e.reason());
      case TaskEvent.TaskSkipped e -> comment(by, at, e.reason());
      case TaskEvent.TaskFailed e -> comment(e.person(), at, e.reason());
      case TaskEvent.TaskFileAttached e -> files.add(new TaskDetail.Attached(by, at, e.file()));
      case TaskEvent.TaskVoted e ->
          votes.add(new TaskDetail.Vote(e.person(), at, e.outcome(), e.comment()));
      case TaskEvent.TaskCompleted e -> {
        answer = e.answer();
        if (spec.quorum() == null) { // a vote says what it says
          comment(e.person(), at, e.comment());
        }
      }
      case TaskEvent.TaskLinkIssued e ->
          links.put(e.link(), new TaskDetail.Link(e.link(), e.expiresAt(), e.recipient()));
      case TaskEvent.TaskLinkRevoked e -> links.remove(e.link());
      default -> {}
    }
  }

  private void comment(String by, Instant at, Payload text) {
    if (text.json() != null) {
      comments.add(new TaskDetail.Comment(by, at, text));
    }
  }

  private void clocks(TaskEvent event) {
    switch (event) {
      case TaskEvent.TaskCreated e -> timers = e.timers();
      case TaskEvent.TaskResumed e -> timers = e.timers();
      case TaskEvent.TaskUnheld e -> timers = e.timers();
      case TaskEvent.TaskStarted ignored -> begun();
      case TaskEvent.TaskVoted ignored -> begun();
      case TaskEvent.TaskReminded e -> fired(e.timer());
      case TaskEvent.TaskOverdue e -> fired(e.timer());
      case TaskEvent.TaskEscalated e -> fired(e.timer());
      default -> {}
    }
  }

  private void begun() {
    timers = timers.stream().filter(timer -> timer.of() != Timer.Of.start).toList();
  }

  private void fired(Timer fired) {
    timers = timers.stream().filter(timer -> !timer.is(fired)).toList();
  }
}
