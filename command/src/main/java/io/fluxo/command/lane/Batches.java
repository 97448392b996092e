package io.fluxo.command.lane;

import io.fluxo.command.store.Doubts;
import io.fluxo.messages.fault.DatabaseFault;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Handles commands in one transaction. A command that is refused changes nothing and leaves the
 * others alone; one that fails may have broken the transaction for all, as a deadlock does. Then,
 * and when the commit fails, each command of the batch is handled again alone, so that only the
 * culprit fails. Not so where it is the database that fails, for then all would wait for it in
 * turn, and not where the transaction did commit and nobody heard of it. A single command that came
 * second behind another node is decided upon once more.
 */
final class Batches {

  private enum End {
    COMMITTED,
    /** Nothing was changed, and each may be handled alone. */
    UNDONE,
    /** All have their answers. */
    ANSWERED
  }

  private final CommandBus bus;
  private final TransactionManager transactions;
  private final Function<UnitOfWork<?>, Doubts.Verdict> doubts;

  /**
   * Batches of a bus.
   *
   * @param doubts finds out what became of a commit that was not answered
   */
  Batches(
      CommandBus bus,
      TransactionManager transactions,
      Function<UnitOfWork<?>, Doubts.Verdict> doubts) {
    this.bus = bus;
    this.transactions = transactions;
    this.doubts = doubts;
  }

  /** Handles all of them; each has its result afterwards. */
  void handle(List<Lane.Entry> batch) {
    if (commit(batch) != End.UNDONE || (batch.size() == 1 && !batch.getFirst().lostARace())) {
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      Lane.Entry entry = batch.get(i);
      if (commit(List.of(entry)) == End.ANSWERED && entry.hasMetUnavailability()) {
        batch.subList(i + 1, batch.size()).forEach(Batches::refuse);
        return;
      }
    }
  }

  private static void refuse(Lane.Entry entry) {
    entry.fail(DatabaseFault.AWAY.refusal());
  }

  private End commit(List<Lane.Entry> entries) {
    Leftovers.clear();
    UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(entries.getFirst().command);
    AtomicBoolean committing = new AtomicBoolean();
    try {
      root.attachTransaction(transactions);
      // Called before the transaction's own, which was added before: the last one comes first.
      root.onCommit(unit -> committing.set(true));
      for (Lane.Entry entry : entries) {
        bus.<Object, Object>dispatch(entry.command, (command, result) -> entry.result = result);
        if (entry.hasFailed()) {
          Throwable failed = entry.failure();
          root.rollback();
          return undone(entries, DatabaseFault.of(failed));
        }
      }
      root.commit();
      return End.COMMITTED;
    } catch (Throwable e) { // also an error must not leave the transaction open on this thread
      if (root.isActive()) {
        root.rollback(e);
      }
      if (committing.get()) {
        Doubts.Verdict verdict = doubts.apply(root);
        if (verdict == Doubts.Verdict.COMMITTED) {
          return End.COMMITTED;
        }
        if (verdict == Doubts.Verdict.UNKNOWN) {
          entries.stream().filter(entry -> !entry.isRefused()).forEach(Batches::leaveOpen);
          return End.ANSWERED;
        }
      }
      entries.forEach(entry -> entry.fail(e));
      return undone(entries, committing.get() ? DatabaseFault.NONE : DatabaseFault.of(e));
    }
  }

  private static End undone(List<Lane.Entry> entries, DatabaseFault fault) {
    if (!fault.isForEverybody()) {
      return End.UNDONE;
    }
    Rejection refusal = fault.refusal();
    entries.forEach(entry -> entry.fail(refusal));
    return End.ANSWERED;
  }

  private static void leaveOpen(Lane.Entry entry) {
    entry.fail(
        new Rejection(
            Rejection.Code.OUTCOME_UNKNOWN,
            "Whether this was done is not known, for the database was lost in the middle of it:"
                + " look before you ask again, or ask with the same Idempotency-Key"));
  }
}
