package io.fluxo.command.work;

import io.fluxo.command.humantask.TaskWakeUps;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.humantask.TaskCommand.WakeTask;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.work.WorkerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Wake-ups of human tasks as open work: one row for each task that has something due. It is written
 * when the command that asks for it is through, so that a refused one leaves nothing behind.
 */
final class StoredTaskWakeUps implements TaskWakeUps {

  private static final String PREFIX = "h:";
  private static final String NOTE =
      "INSERT INTO open_work (id, kind, due_at, owner, tenant, workspace) VALUES (?,'h',?,?,?,?)"
          + " ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, owner = excluded.owner,"
          + " error = NULL, tries = 0";

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final InstantSource clock;
  private final Supplier<CommandGateway> commands;
  private final DueWork due;
  private final GivenBack back;

  StoredTaskWakeUps(
      JdbcTemplate jdbc,
      WorkerId worker,
      InstantSource clock,
      Supplier<CommandGateway> commands,
      DueWork due,
      GivenBack back) {
    this.jdbc = jdbc;
    this.worker = worker;
    this.clock = clock;
    this.commands = commands;
    this.due = due;
    this.back = back;
  }

  @Override
  public void note(TaskId task, @Nullable Instant at, Context context) {
    String id = PREFIX + task.value();
    CurrentUnitOfWork.get().onPrepareCommit(unit -> write(id, at, context));
    CurrentUnitOfWork.get()
        .root()
        .afterCommit(
            unit -> {
              due.forget(id);
              if (at != null && isSoon(at)) {
                due.at(work(id, at, context.tenant(), context.workspace()));
              }
            });
  }

  private void write(String id, @Nullable Instant at, Context context) {
    if (at == null) {
      jdbc.update("DELETE FROM open_work WHERE id = ?", id);
    } else {
      jdbc.update(
          NOTE,
          id,
          Timestamp.from(at),
          isSoon(at) ? worker.value() : null,
          context.tenant(),
          context.workspace());
    }
  }

  private boolean isSoon(Instant at) {
    return !at.isAfter(clock.instant().plus(WorkLedger.HORIZON));
  }

  private static OpenWork work(String id, Instant at, String tenant, String workspace) {
    return new OpenWork(id, WorkKind.HUMAN, at, tenant, workspace, null);
  }

  /** Wakes a task; what fails in passing is tried again. */
  void wake(OpenWork work) {
    TaskId task = new TaskId(work.id().substring(PREFIX.length()));
    Context context =
        new Context(work.tenant(), work.workspace(), "timer", task.routingKey(), null, null);
    commands
        .get()
        .send(
            GenericCommandMessage.asCommandMessage(new WakeTask(task))
                .withMetaData(context.toMetaData()),
            (sent, result) -> {
              if (result.isExceptional()) {
                failed(work, result.exceptionResult());
              }
            });
  }

  private void failed(OpenWork work, Throwable error) {
    if (Rejection.isDamage(error)) {
      back.aside(work.id(), error.getMessage());
    } else if (Rejection.isPassing(error)) {
      due.at(work(work.id(), clock.instant().plusSeconds(2), work.tenant(), work.workspace()));
    } else {
      Thread.ofVirtual().start(() -> jdbc.update("DELETE FROM open_work WHERE id = ?", work.id()));
    }
  }
}
