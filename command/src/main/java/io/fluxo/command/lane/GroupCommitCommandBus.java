package io.fluxo.command.lane;

import io.fluxo.command.store.Doubts;
import io.fluxo.messages.RoutedCommand;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.LoggingCallback;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.context.SmartLifecycle;

/**
 * A command bus that commits in groups: commands for one aggregate go down one lane, and what has
 * queued up in a lane shares one transaction. One thread per aggregate means no lock is ever waited
 * for, and no linger is needed: the group grows with the load.
 */
public final class GroupCommitCommandBus implements CommandBus, SmartLifecycle {

  private static final int MOST = 128;
  private static final int CAPACITY = 10_000;
  private static final long STOP_MILLIS = 20_000;

  private final CommandBus bus;
  private final List<Lane> lanes;
  private volatile List<Thread> threads = List.of();

  /**
   * Puts lanes in front of a bus.
   *
   * @param doubts finds out what became of a commit that was not answered
   * @param count how many lanes; as many as cores
   * @param share how many commands of each tenant share a transaction, once there are several
   */
  public GroupCommitCommandBus(
      CommandBus bus,
      TransactionManager transactions,
      Function<UnitOfWork<?>, Doubts.Verdict> doubts,
      int count,
      int share) {
    this.bus = bus;
    Floodgate gate = new Floodgate(Math.max(1, count / 2));
    this.lanes =
        IntStream.range(0, count)
            .mapToObj(i -> new FairQueue<Lane.Entry>(CAPACITY, share, gate, System::nanoTime))
            .map(queue -> new Lane(new Batches(bus, transactions, doubts), MOST, queue))
            .toList();
  }

  /** How many commands wait in all lanes. */
  public int waiting() {
    return lanes.stream().mapToInt(Lane::waiting).sum();
  }

  @Override
  public <C> void dispatch(CommandMessage<C> command) {
    dispatch(command, LoggingCallback.INSTANCE);
  }

  @Override
  public <C, R> void dispatch(
      CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
    if (!lane(command).offer(command, callback)) {
      callback.onResult(
          command,
          GenericCommandResultMessage.asCommandResultMessage(
              new Rejection(
                  Rejection.Code.UNAVAILABLE,
                  "The service takes no more work now: try again soon")));
    }
  }

  private Lane lane(CommandMessage<?> command) {
    Object key =
        command.getPayload() instanceof RoutedCommand routed
            ? routed.routingKey()
            : command.getIdentifier();
    int hash = key.hashCode();
    return lanes.get(Math.floorMod(hash ^ (hash >>> 16), lanes.size()));
  }

  @Override
  public Registration subscribe(
      String commandName, MessageHandler<? super CommandMessage<?>> handler) {
    return bus.subscribe(commandName, handler);
  }

  @Override
  public Registration registerHandlerInterceptor(
      MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
    return bus.registerHandlerInterceptor(interceptor);
  }

  @Override
  public Registration registerDispatchInterceptor(
      MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
    return bus.registerDispatchInterceptor(interceptor);
  }

  @Override
  public void start() {
    threads =
        IntStream.range(0, lanes.size())
            .mapToObj(i -> Thread.ofPlatform().name("lane-" + i).start(lanes.get(i)))
            .toList();
  }

  @Override
  public void stop() {
    lanes.forEach(Lane::close);
    for (Thread thread : threads) {
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads = List.of();
  }

  @Override
  public boolean isRunning() {
    return !threads.isEmpty();
  }

  /** Opens before everything that sends commands and closes after it. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1_000;
  }
}
