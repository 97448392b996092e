package io.fluxo.api.humantask;

import io.fluxo.api.access.Caller;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.member.Actings;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCommand;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskQuery.FindTask;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Does what callers want with tasks, and shows how they stand then. */
@Component
final class TaskDesk {

  private final Rooms rooms;
  private final Actings actings;

  TaskDesk(Rooms rooms, Actings actings) {
    this.rooms = rooms;
    this.actings = actings;
  }

  Acting who(Caller caller) {
    return actings.of(caller);
  }

  CompletableFuture<TaskDetail> find(TaskId task, Caller caller, Context context) {
    return find(task, who(caller), context);
  }

  private CompletableFuture<TaskDetail> find(TaskId task, Acting who, Context context) {
    return rooms.ask(
        new FindTask(context.tenant(), context.workspace(), task, who), TaskDetail.class);
  }

  /** Asks a task for something. */
  CompletableFuture<TaskDetail> act(
      Function<Acting, TaskCommand> command, Caller caller, Context context) {
    Acting who = who(caller);
    TaskCommand asked = command.apply(who);
    return rooms
        .<Object>send(asked, context)
        .thenCompose(done -> find(asked.taskId(), who, context));
  }
}
