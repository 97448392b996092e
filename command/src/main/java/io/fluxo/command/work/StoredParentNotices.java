package io.fluxo.command.work;

import io.fluxo.command.run.ParentNotices;
import io.fluxo.command.run.RunEnd;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.step.StepCommand.CompleteStep;
import io.fluxo.messages.work.WorkerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;

/** Notices to parents as open work: kept until the parent has taken them. */
final class StoredParentNotices implements ParentNotices {

  private static final String PREFIX = "p:";

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final InstantSource clock;
  private final Supplier<EventStore> events;
  private final Supplier<CommandGateway> commands;
  private final DueWork due;
  private final GivenBack back;

  StoredParentNotices(
      JdbcTemplate jdbc,
      WorkerId worker,
      InstantSource clock,
      Supplier<EventStore> events,
      Supplier<CommandGateway> commands,
      DueWork due,
      GivenBack back) {
    this.jdbc = jdbc;
    this.worker = worker;
    this.clock = clock;
    this.events = events;
    this.commands = commands;
    this.due = due;
    this.back = back;
  }

  @Override
  public void ended(RunId child, Context context) {
    Instant now = clock.instant();
    OpenWork notice =
        new OpenWork(
            PREFIX + child.value(),
            WorkKind.PARENT,
            now,
            context.tenant(),
            context.workspace(),
            null);
    jdbc.update(
        "INSERT INTO open_work (id, kind, due_at, owner, tenant, workspace) VALUES (?,'p',?,?,?,?)"
            // A run that was taken up again ends twice.
            + " ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, owner = excluded.owner",
        notice.id(),
        Timestamp.from(now),
        worker.value(),
        notice.tenant(),
        notice.workspace());
    CurrentUnitOfWork.get().root().afterCommit(unit -> due.at(notice));
  }

  /** Tells the parent, and forgets the notice once it was taken. */
  void tell(OpenWork notice) {
    RunId child = new RunId(notice.id().substring(PREFIX.length()));
    RunEnd end = RunEnd.of(events.get(), child);
    if (end == null) {
      forget(notice);
      return;
    }
    Context context =
        new Context(
            notice.tenant(),
            notice.workspace(),
            "run:" + child.value(),
            end.parent().runId().value(),
            null,
            null);
    commands
        .get()
        .send(
            GenericCommandMessage.asCommandMessage(
                    new CompleteStep(end.parent(), 0, worker.value(), end.outcome()))
                .withMetaData(context.toMetaData()),
            (sent, result) -> {
              if (result.isExceptional() && Rejection.isDamage(result.exceptionResult())) {
                back.aside(notice.id(), result.exceptionResult().getMessage());
              } else if (!result.isExceptional()
                  || !Rejection.isPassing(result.exceptionResult())) {
                Thread.ofVirtual().start(() -> forget(notice));
              } else {
                due.at(
                    new OpenWork(
                        notice.id(),
                        notice.kind(),
                        clock.instant().plusSeconds(2),
                        notice.tenant(),
                        notice.workspace(),
                        null));
              }
            });
  }

  private void forget(OpenWork notice) {
    jdbc.update("DELETE FROM open_work WHERE id = ?", notice.id());
  }
}
