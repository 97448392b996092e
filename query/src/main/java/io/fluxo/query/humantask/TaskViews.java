package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskView;
import java.time.Instant;

/** Tasks as shown, from what was folded of them. */
final class TaskViews {

  private TaskViews() {}

  static TaskView of(TaskFold task, Instant now) {
    Instant lateAt = task.lateAt();
    return new TaskView(
        new TaskId(task.key.taskId()),
        task.kind,
        task.text,
        task.state(),
        task.owner,
        task.candidates,
        task.priority,
        task.workflow,
        task.run(),
        task.node,
        task.businessKey,
        task.startBy,
        task.due,
        lateAt != null && lateAt.isBefore(now),
        task.escalated,
        task.search,
        task.outcome,
        task.voted,
        task.createdAt,
        task.updatedAt,
        task.endedAt);
  }
}
