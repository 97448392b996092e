package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.run.RunId;
import io.fluxo.query.History;
import java.util.List;

/** Random lives of the tasks of a run, for tests of other packages. */
public final class TaskLives {

  private TaskLives() {}

  /** Stores what happens to tasks; those that a run asked for belong to this one. */
  public static void of(RunId run, int tasks, long seed, History.Sink sink) {
    new TaskHistory(
            (tenant, workspace, subject, event, time) -> {
              int dash = subject.indexOf('-');
              if (dash > 0 && subject.startsWith(run.value())) {
                sink.store(tenant, "main", subject, event, time);
              }
            },
            seed)
        .live(tasks);
  }

  /** The beginning of a task. */
  public static TaskEvent.TaskCreated created(TaskId id) {
    return TaskHistory.created(id, List.of("user:ana"), List.of(), 5);
  }
}
