package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskView;
import io.fluxo.query.history.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks as they were. */
public final class TaskSituations {

  private TaskSituations() {}

  /**
   * The tasks that are among some events, as they were after them, in the order in which they came
   * to be.
   *
   * @param events in the order of the store
   * @param at when that was: what was over by then was late
   * @param who sees the tasks that are given
   */
  public static List<TaskView> of(
      String tenant, String workspace, List<RecordedEvent> events, Instant at, Acting who) {
    Map<String, TaskFold> tasks = new LinkedHashMap<>();
    for (RecordedEvent each : events) {
      if (each.event() instanceof TaskEvent event) {
        tasks
            .computeIfAbsent(each.subject(), id -> new TaskFold(new TaskKey(tenant, workspace, id)))
            .fold(each.sequence(), each.time(), event);
      }
    }
    List<TaskView> views = new ArrayList<>();
    for (TaskFold task : tasks.values()) {
      if (Visibility.sees(who, task)) {
        views.add(TaskViews.of(task, at));
      }
    }
    return views;
  }
}
