package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.SlaReport;
import io.fluxo.messages.humantask.TaskCounts;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskQuery.CountTasks;
import io.fluxo.messages.humantask.TaskQuery.EvaluateSla;
import io.fluxo.messages.humantask.TaskQuery.FindTask;
import io.fluxo.messages.humantask.TaskQuery.Inbox;
import io.fluxo.messages.humantask.TaskQuery.ListTasks;
import io.fluxo.messages.humantask.TaskView;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.query.history.EventReader;
import io.fluxo.query.history.RecordedEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/**
 * Answers what one can ask about human tasks. Lists and counts come from rows; one task is told by
 * its events, so that whoever was just answered finds what he was told. Whatever somebody has
 * nothing to do with is NOT_FOUND.
 */
@Component
final class TaskQueries {
  private final TaskList rows;
  private final EventReader events;
  private final SlaEvaluation evaluation;
  private final InstantSource clock;

  TaskQueries(TaskList rows, EventReader events, SlaEvaluation evaluation, InstantSource clock) {
    this.rows = rows;
    this.events = events;
    this.evaluation = evaluation;
    this.clock = clock;
  }

  @QueryHandler
  TaskDetail handle(FindTask query) {
    String id = query.taskId().value();
    List<RecordedEvent> found =
        events.stream(id).stream().filter(each -> each.event() instanceof TaskEvent).toList();
    if (found.isEmpty() || !found.getFirst().belongsTo(query.tenant(), query.workspace())) {
      throw Rejection.notFound("task " + id);
    }
    if (!(found.getFirst().event() instanceof TaskEvent.TaskCreated created)) {
      throw new Rejection(
          Rejection.Code.DAMAGED, "The beginning of task " + id + " cannot be read");
    }
    TaskTimeline timeline =
        TaskTimeline.of(new TaskKey(query.tenant(), query.workspace(), id), created, found);
    if (!Visibility.sees(query.who(), timeline.task())) {
      throw Rejection.notFound("task " + id);
    }
    return timeline.detail(clock.instant());
  }

  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListTasks query) {
    Place.Order order = order(query.inbox());
    Place after = Place.parse(order, query.page().cursor());
    Instant now = clock.instant();
    List<TaskFold> found = rows.list(query, after, now);
    int limit = query.page().limit();
    List<TaskView> items =
        found.stream().limit(limit).map(task -> TaskViews.of(task, now)).toList();
    return found.size() <= limit
        ? new Page<>(items, null)
        : new Page<>(items, Place.of(order, found.get(limit - 1)).cursor());
  }

  @QueryHandler
  TaskCounts handle(CountTasks query) {
    return rows.counts(query, clock.instant());
  }

  @QueryHandler
  SlaReport handle(EvaluateSla query) {
    return evaluation.of(query, clock.instant());
  }

  private static Place.Order order(Inbox inbox) {
    return switch (inbox) {
      case mine, available, all -> Place.Order.urgent;
      case overdue -> Place.Order.late;
      case done -> Place.Order.done;
    };
  }
}
