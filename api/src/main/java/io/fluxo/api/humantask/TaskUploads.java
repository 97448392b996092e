package io.fluxo.api.humantask;

import io.fluxo.api.access.Caller;
import io.fluxo.api.context.Ids;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.problem.Problems;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskCommand.AttachFile;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskFile;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.Sha256;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/** Attaches files to tasks: bytes first, so that no task has a file without them. */
@Component
final class TaskUploads {

  /** After these the task may have the file. */
  private static final Set<Rejection.Code> UNTOLD =
      EnumSet.of(
          Rejection.Code.UNAVAILABLE, Rejection.Code.OUTCOME_UNKNOWN, Rejection.Code.DAMAGED);

  private final Rooms rooms;
  private final TaskDesk desk;
  private final TaskFileTable table;
  private final Ids ids;

  TaskUploads(Rooms rooms, TaskDesk desk, TaskFileTable table, Ids ids) {
    this.rooms = rooms;
    this.desk = desk;
    this.table = table;
    this.ids = ids;
  }

  /**
   * Attaches a file. One that is attached already is not attached again.
   *
   * @param task as it stands
   * @throws Rejection where the task does not take it
   */
  TaskDetail attach(TaskDetail task, String name, byte[] bytes, Caller caller, Context context) {
    TaskId id = task.task().taskId();
    TaskFile file =
        new TaskFile(Sha256.hex(bytes), Payload.of(name), FileTypes.of(bytes, name), bytes.length);
    if (task.files().stream().anyMatch(each -> each.file().sha256().equals(file.sha256()))) {
      return task;
    }
    TaskFileKey key = TaskFileKey.of(context, id, file.sha256());
    String upload = ids.next();
    table.store(key, bytes, file.type(), upload);
    try {
      rooms.<Object>send(new AttachFile(id, file, desk.who(caller)), context).join();
    } catch (CompletionException e) {
      Rejection refusal = Problems.rejection(e);
      if (refusal != null && !UNTOLD.contains(refusal.code())) {
        table.discard(key, upload);
      }
      throw e;
    }
    table.keep(key, bytes, file.type());
    return desk.find(id, caller, context).join();
  }
}
