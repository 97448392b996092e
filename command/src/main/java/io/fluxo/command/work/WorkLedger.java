package io.fluxo.command.work;

import io.fluxo.command.store.AfterCommit;
import io.fluxo.messages.value.SealedColumns;
import io.fluxo.messages.work.WorkerId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the table of open work in step with the events, in their own transaction, and hands the
 * work over once that has committed.
 */
final class WorkLedger implements AfterCommit {

  /** What is due later than this is held by nobody and found by the sweeper. */
  static final Duration HORIZON = Duration.ofSeconds(60);

  private static final String INSERT =
      "INSERT INTO open_work (id, kind, due_at, owner, tenant, workspace)"
          + " VALUES (?,?::\"char\",?,?,?,?)";

  private static final String AGAIN =
      " ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, owner = excluded.owner,"
          + " error = NULL, tries = 0";

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final InstantSource clock;
  private final DueWork due;
  private final GivenBack back;
  private final SealedColumns sealed;

  WorkLedger(
      JdbcTemplate jdbc,
      WorkerId worker,
      InstantSource clock,
      DueWork due,
      GivenBack back,
      SealedColumns sealed) {
    this.sealed = sealed;
    this.jdbc = jdbc;
    this.worker = worker;
    this.clock = clock;
    this.due = due;
    this.back = back;
  }

  @Override
  public Runnable stored(List<? extends EventMessage<?>> events) {
    WorkChanges changes = WorkChanges.of(events);
    if (changes.isEmpty()) {
      return () -> {};
    }
    write(changes);
    // Where nobody heard of the commit, it may have happened all the same: these rows are then held
    // by this worker, which knows nothing of them.
    if (CurrentUnitOfWork.isStarted()) {
      CurrentUnitOfWork.get().root().onRollback(unit -> giveBack(changes));
    }
    return () -> handOver(changes);
  }

  private void giveBack(WorkChanges changes) {
    changes.opened().forEach(work -> back.add(work.id()));
    changes.postponed().forEach(work -> back.add(work.id()));
  }

  private void write(WorkChanges changes) {
    batch(INSERT, rows(changes.opened()));
    batch(INSERT + AGAIN, rows(changes.postponed()));
    delete("DELETE FROM open_work WHERE id = ANY (?)", changes.closed());
    List<Object[]> waits = new ArrayList<>();
    changes
        .waits()
        .forEach(
            w ->
                waits.add(
                    new @Nullable Object[] {
                      w.id(), w.tenant(), w.workspace(), w.event(), hidden(w)
                    }));
    batch(
        "INSERT INTO event_wait (id, tenant, workspace, event, correlation) VALUES (?,?,?,?,?)",
        waits);
    delete("DELETE FROM event_wait WHERE id = ANY (?)", changes.waitsOver());
    List<Object[]> ended = new ArrayList<>();
    changes.runsEnded().forEach(run -> ended.add(new Object[] {run + "-", run + "."}));
    batch("DELETE FROM open_work WHERE id >= ? AND id < ?", ended);
    batch("DELETE FROM event_wait WHERE id >= ? AND id < ?", ended);
  }

  private @Nullable String hidden(WorkChanges.EventWait wait) {
    return wait.correlation() == null
        ? null
        : sealed.hidden(
            wait.tenant(), SealedColumns.correlation(wait.workspace(), wait.correlation()));
  }

  private List<Object[]> rows(Iterable<OpenWork> works) {
    List<Object[]> rows = new ArrayList<>();
    for (OpenWork work : works) {
      rows.add(
          new Object[] {
            work.id(),
            work.kind().code,
            at(work.due()),
            holder(work.due()),
            work.tenant(),
            work.workspace()
          });
    }
    return rows;
  }

  private void batch(String sql, List<Object[]> rows) {
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(sql, rows);
    }
  }

  /** One statement for all, which costs the server a third of one for each. */
  private void delete(String sql, Collection<String> ids) {
    if (!ids.isEmpty()) {
      jdbc.update(sql, statement -> statement.setArray(1, array(statement.getConnection(), ids)));
    }
  }

  private static Array array(Connection connection, Collection<String> ids) throws SQLException {
    return connection.createArrayOf("text", ids.toArray());
  }

  private void handOver(WorkChanges changes) {
    changes.cancelled().forEach(due::abandon);
    changes.closed().forEach(due::forget);
    changes.held().forEach(due::hold);
    changes.opened().forEach(this::takeUp);
    changes
        .postponed()
        .forEach(
            work -> {
              due.forget(work.id());
              takeUp(work);
            });
  }

  private void takeUp(OpenWork work) {
    if (holder(work.due()) != null) {
      due.at(work);
    }
  }

  private @Nullable String holder(Instant dueAt) {
    return dueAt.isAfter(clock.instant().plus(HORIZON)) ? null : worker.value();
  }

  private static Timestamp at(Instant instant) {
    return Timestamp.from(instant);
  }
}
