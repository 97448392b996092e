package io.fluxo.connectors.step;

import static org.awaitility.Awaitility.await;

import io.fluxo.connectors.KeptSecrets;
import io.fluxo.connectors.dependency.DependencySettings;
import io.fluxo.connectors.dependency.Tallies;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.step.StepCommand;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.work.WorkerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;

/** A write side that remembers what it was told by a runner. */
final class StepCommands {

  final List<CommandMessage<?>> heard = Collections.synchronizedList(new ArrayList<>());

  /** So many ends are not heard. */
  final AtomicInteger outages = new AtomicInteger();

  volatile boolean mayStart = true;

  /** Called while a start is recorded. */
  volatile Runnable atStart = () -> {};

  final KeptSecrets secrets = new KeptSecrets().with("token", "s3cr3t-value");

  CommandGateway gateway() {
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    bus.subscribe(
        StepCommand.StartStep.class.getName(),
        message -> {
          heard.add(message);
          atStart.run();
          return mayStart;
        });
    bus.subscribe(
        StepCommand.CompleteStep.class.getName(),
        message -> {
          if (outages.getAndDecrement() > 0) {
            throw new IllegalStateException("The database is down");
          }
          heard.add(message);
          return true;
        });
    return DefaultCommandGateway.builder().commandBus(bus).build();
  }

  /** A runner that tells its ends here. */
  StepRunner runner(Lanes lanes) {
    return new StepRunner(lanes, gateway(), new WorkerId("w1"), secrets);
  }

  static Lanes lanes(DependencySettings settings, LongSupplier ticks, EffectNode... nodes) {
    return new Lanes(List.of(nodes), settings, new Tallies(settings), ticks);
  }

  /** How the last attempt ended that was told; waits for one. */
  StepOutcome outcome() {
    await().until(() -> heard.stream().anyMatch(StepCommands::isEnd));
    return ((StepCommand.CompleteStep) heard.getLast().getPayload()).outcome();
  }

  /** How all attempts ended, in the order in which that was told. */
  List<StepOutcome> outcomes() {
    return List.copyOf(heard).stream()
        .filter(StepCommands::isEnd)
        .map(message -> ((StepCommand.CompleteStep) message.getPayload()).outcome())
        .toList();
  }

  private static boolean isEnd(CommandMessage<?> message) {
    return message.getPayload() instanceof StepCommand.CompleteStep;
  }
}
