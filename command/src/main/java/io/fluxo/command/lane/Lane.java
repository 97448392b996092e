package io.fluxo.command.lane;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * One thread that handles commands in the order they came, tenants in turn, as many as have queued
 * up in one transaction. Callers are answered after the commit.
 */
final class Lane implements Runnable {

  private static final long LOOK_MILLIS = 100;

  private final Batches batches;
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

    /** Ends it with an error. */
    void fail(Throwable error) {
      result = GenericCommandResultMessage.asCommandResultMessage(error);
    }

    /** Whether it did neither succeed nor was refused. */
    boolean hasFailed() {
      return result != null
          && result.isExceptional()
          && !(result.exceptionResult() instanceof Rejection);
    }

    /** Whether it was refused by a decision. */
    boolean isRefused() {
      return result != null
          && result.isExceptional()
          && result.exceptionResult() instanceof Rejection;
    }

    /** Whether it was refused because nothing can be done now. */
    boolean hasMetUnavailability() {
      return isRefused() && Rejection.isPassing(failure());
    }

    /** What it failed with, where it did. */
    Throwable failure() {
      return Objects.requireNonNull(result).exceptionResult();
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

  Lane(Batches batches, int most, FairQueue<Entry> queue) {
    this.batches = batches;
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
    try {
      batches.handle(batch);
    } catch (Throwable error) { // a lane that ends takes no command any more
      CommandResultMessage<?> failed = GenericCommandResultMessage.asCommandResultMessage(error);
      batch.forEach(entry -> entry.result = failed);
    }
    batch.forEach(Lane::answerSafely);
  }

  private static void answerSafely(Entry entry) {
    try {
      entry.answer();
    } catch (RuntimeException | Error e) {
      Thread.currentThread()
          .getUncaughtExceptionHandler()
          .uncaughtException(Thread.currentThread(), e);
    }
  }
}
