package io.fluxo.command.lane;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * One thread that handles commands in the order they came, tenants in turn, as many as have queued
 * up in one transaction. Callers are answered after the commit. A command that is refused changes
 * nothing and leaves the others alone; one that fails may have broken the transaction for all, as a
 * deadlock does. Then, and when the commit fails, each command of the batch is handled again alone,
 * so that only the culprit fails; so is a single one that came second behind another node.
 */
final class Lane implements Runnable {

  private static final long LOOK_MILLIS = 100;

  private final CommandBus bus;
  private final TransactionManager transactions;
  private final int most;
  private final FairQueue<Entry> queue;
  private volatile boolean closed;

  /** A command, its caller, and what became of it. */
  static final class Entry {
    final CommandMessage<Object> command;
    final CommandCallback<Object, Object> caller;
    @Nullable CommandResultMessage<?> result;

    private Entry(CommandMessage<Object> command, CommandCallback<Object, Object> caller) {
      this.command = command;
      this.caller = caller;
    }

    /** Whether it did neither succeed nor was refused. */
    boolean hasFailed() {
      return result != null
          && result.isExceptional()
          && !(result.exceptionResult() instanceof Rejection);
    }

    /** Whether another node was quicker; decided upon what that one wrote, it may succeed. */
    boolean lostARace() {
      Throwable cause = hasFailed() && result != null ? result.exceptionResult() : null;
      while (cause != null && !(cause instanceof ConcurrencyException)) {
        cause = cause.getCause();
      }
      return cause != null;
    }

    void answer() {
      CommandResultMessage<?> answer =
          result == null
              ? GenericCommandResultMessage.asCommandResultMessage(
                  new IllegalStateException("The command was not handled"))
              : result;
      caller.onResult(command, answer);
    }
  }

  Lane(CommandBus bus, TransactionManager transactions, int most, FairQueue<Entry> queue) {
    this.bus = bus;
    this.transactions = transactions;
    this.most = most;
    this.queue = queue;
  }

  /** False where the lane is full or closed. */
  @SuppressWarnings("unchecked") // the bus is untyped
  <C, R> boolean offer(CommandMessage<C> command, CommandCallback<? super C, ? super R> caller) {
    return !closed
        && queue.offer(
            tenant(command),
            new Entry((CommandMessage<Object>) command, (CommandCallback<Object, Object>) caller));
  }

  /** Commands for one aggregate are all of its tenant, so that turns keep them in order. */
  private static String tenant(CommandMessage<?> command) {
    return command.getMetaData().get(Context.TENANT) instanceof String tenant ? tenant : "";
  }

  int waiting() {
    return queue.size();
  }

  void close() {
    closed = true;
  }

  @Override
  public void run() {
    List<Entry> batch = new ArrayList<>(most);
    while (!closed || queue.size() > 0) {
      try {
        queue.drainTo(batch, most, LOOK_MILLIS);
        if (!batch.isEmpty()) {
          handle(batch);
        }
      } catch (InterruptedException e) {
        closed = true;
      } finally {
        batch.clear();
        queue.done();
      }
    }
  }

  private void handle(List<Entry> batch) {
    if (!commit(batch) && (batch.size() > 1 || batch.getFirst().lostARace())) {
      for (Entry entry : batch) {
        commit(List.of(entry));
      }
    }
    batch.forEach(Lane::answerSafely);
  }

  private static void answerSafely(Entry entry) {
    try {
      entry.answer();
    } catch (RuntimeException e) {
      Thread.currentThread()
          .getUncaughtExceptionHandler()
          .uncaughtException(Thread.currentThread(), e);
    }
  }

  /** Handles the entries in one transaction; false where it did not commit. */
  private boolean commit(List<Entry> entries) {
    UnitOfWork<?> root = DefaultUnitOfWork.startAndGet(entries.getFirst().command);
    try {
      root.attachTransaction(transactions);
      for (Entry entry : entries) {
        bus.<Object, Object>dispatch(entry.command, (command, result) -> entry.result = result);
        if (entry.hasFailed()) {
          root.rollback();
          return false;
        }
      }
      root.commit();
      return true;
    } catch (RuntimeException e) {
      if (root.isActive()) {
        root.rollback(e);
      }
      entries.forEach(
          entry -> entry.result = GenericCommandResultMessage.asCommandResultMessage(e));
      return false;
    }
  }
}
