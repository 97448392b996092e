package io.fluxo.command.humantask;

import io.fluxo.messages.calendar.CalendarRef;
import io.fluxo.messages.humantask.TaskEvent.TaskCreated;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskOrigin;
import io.fluxo.messages.humantask.TaskSpec;
import io.fluxo.messages.humantask.Timer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as it was read: what people are asked for, and what is due when. */
public record TaskAsked(TaskSpec spec, @Nullable CalendarRef calendar, List<Timer> timers) {

  /** The first event of the task. */
  public TaskCreated by(TaskId task, @Nullable TaskOrigin origin) {
    return new TaskCreated(task, origin, spec, calendar, timers);
  }
}
