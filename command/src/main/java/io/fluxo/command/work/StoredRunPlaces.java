package io.fluxo.command.work;

import io.fluxo.command.run.RunPlaces;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand.AdmitRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.work.WorkerId;
import io.fluxo.messages.workflow.WorkflowId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Places as rows: one for each run that holds one or is in line. They are written in the
 * transaction of the run's own events, so a place is never lost and never given back twice.
 */
final class StoredRunPlaces implements RunPlaces {

  private static final String PREFIX = "a:";

  /** One lock for all: two would be taken in different orders by transactions of many commands. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(74331)";

  private static final String TAKE =
      """
      INSERT INTO run_place (run_id, tenant, workspace, workflow, held)
      SELECT ?, ?, ?, ?, count(*) FILTER (WHERE held) < ? FROM run_place
       WHERE tenant = ? AND workspace = ? AND workflow = ?
      ON CONFLICT (run_id) DO UPDATE SET held = run_place.held
      RETURNING held
      """;
  private static final String NEXT =
      """
      UPDATE run_place SET held = true WHERE run_id IN (
        SELECT run_id FROM run_place
         WHERE tenant = ? AND workspace = ? AND workflow = ? AND NOT held
         ORDER BY run_id LIMIT greatest(0, ? - (
           SELECT count(*) FROM run_place
            WHERE tenant = ? AND workspace = ? AND workflow = ? AND held)))
      RETURNING run_id
      """;

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final InstantSource clock;
  private final Supplier<CommandGateway> commands;
  private final DueWork due;

  StoredRunPlaces(
      JdbcTemplate jdbc,
      WorkerId worker,
      InstantSource clock,
      Supplier<CommandGateway> commands,
      DueWork due) {
    this.jdbc = jdbc;
    this.worker = worker;
    this.clock = clock;
    this.commands = commands;
    this.due = due;
  }

  @Override
  public boolean take(Context context, WorkflowId workflow, RunId run, int most) {
    lock();
    String tenant = context.tenant();
    String workspace = context.workspace();
    String of = workflow.value();
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            TAKE, Boolean.class, run.value(), tenant, workspace, of, most, tenant, workspace, of));
  }

  @Override
  public void release(Context context, WorkflowId workflow, RunId run, int most) {
    lock();
    if (jdbc.update("DELETE FROM run_place WHERE run_id = ?", run.value()) == 0) {
      return;
    }
    String tenant = context.tenant();
    String workspace = context.workspace();
    String of = workflow.value();
    List<String> next =
        jdbc.queryForList(NEXT, String.class, tenant, workspace, of, most, tenant, workspace, of);
    next.forEach(each -> tell(each, context));
  }

  private void lock() {
    jdbc.query(LOCK, row -> {});
  }

  /** Notes that the run is to be told, and tells it after the commit. */
  private void tell(String run, Context context) {
    Instant now = clock.instant();
    OpenWork work =
        new OpenWork(
            PREFIX + run, WorkKind.PLACE, now, context.tenant(), context.workspace(), null);
    jdbc.update(
        "INSERT INTO open_work (id, kind, due_at, owner, tenant, workspace) VALUES (?,'a',?,?,?,?)"
            + " ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, owner = excluded.owner",
        work.id(),
        Timestamp.from(now),
        worker.value(),
        work.tenant(),
        work.workspace());
    CurrentUnitOfWork.get().root().afterCommit(unit -> due.at(work));
  }

  /** Tells a run that it has its place; what fails in passing is told again. */
  void admit(OpenWork work) {
    RunId run = new RunId(work.id().substring(PREFIX.length()));
    Context context =
        new Context(work.tenant(), work.workspace(), "queue", run.value(), null, null);
    commands
        .get()
        .send(
            GenericCommandMessage.asCommandMessage(new AdmitRun(run))
                .withMetaData(context.toMetaData()),
            (sent, result) -> {
              if (result.isExceptional() && Rejection.isPassing(result.exceptionResult())) {
                due.at(
                    new OpenWork(
                        work.id(),
                        work.kind(),
                        clock.instant().plusSeconds(2),
                        work.tenant(),
                        work.workspace(),
                        null));
              } else {
                Thread.ofVirtual()
                    .start(() -> jdbc.update("DELETE FROM open_work WHERE id = ?", work.id()));
              }
            });
  }
}
