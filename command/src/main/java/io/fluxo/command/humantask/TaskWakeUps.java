package io.fluxo.command.humantask;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Has tasks woken. What is noted here is part of the transaction of the task's own events. */
public interface TaskWakeUps {

  /**
   * Notes when a task is to be woken next, in place of what was noted before.
   *
   * @param at null for never
   */
  void note(TaskId task, @Nullable Instant at, Context context);
}
