package io.fluxo.bench;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.history.CommittedEvents;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

/**
 * The engine in its own process, driven through the command gateway: no HTTP, no read models. Runs
 * on the class path of the packaged application and writes runs per second by workload to a file.
 */
public final class Engine {

  /** Runs that are open at a time. */
  static final List<Integer> IN_FLIGHT = List.of(64, 256);

  private final CommandGateway commands;
  private final Semaphore callers = new Semaphore(0);
  private final ConcurrentMap<String, Boolean> open = new ConcurrentHashMap<>();
  private final AtomicLong completed = new AtomicLong();
  private final Payload input;

  private Engine(CommandGateway commands, CommittedEvents events, Payload input) {
    this.commands = commands;
    this.input = input;
    // Open as long as the process lives.
    CommittedEvents.Registration unused =
        events.listen(
            batch -> {
              for (CommittedEvents.Committed event : batch) {
                if (event.event() instanceof RunEvent.RunCompleted) {
                  ended(event.subject());
                }
              }
            });
  }

  /**
   * Measures.
   *
   * @param arguments the data directory, seconds of warm-up, seconds to measure, the file of
   *     results
   * @throws Exception when the engine does not start or is interrupted
   */
  public static void main(String[] arguments) throws Exception {
    double warmup = Double.parseDouble(arguments[1]);
    double seconds = Double.parseDouble(arguments[2]);
    SpringApplication application = new SpringApplication(Class.forName("io.fluxo.Application"));
    application.setWebApplicationType(WebApplicationType.NONE);
    try (ConfigurableApplicationContext context =
        application.run("--fluxo.data.dir=" + arguments[0])) {
      // It would start again what is shut down here.
      context.getBean("watchdog", Lifecycle.class).stop();
      context
          .getBean(EventProcessingConfiguration.class)
          .eventProcessors()
          .values()
          .forEach(EventProcessor::shutDown);
      Engine engine =
          new Engine(
              context.getBean(CommandGateway.class),
              context.getBean(CommittedEvents.class),
              input());
      StringBuilder results = new StringBuilder();
      for (Workload workload : Workload.values()) {
        engine.drive(workload, IN_FLIGHT.get(0), warmup);
        for (int inFlight : IN_FLIGHT) {
          double rate = engine.drive(workload, inFlight, seconds);
          results
              .append(workload)
              .append('.')
              .append(inFlight)
              .append('=')
              .append(rate)
              .append('\n');
        }
      }
      Files.writeString(Path.of(arguments[3]), results);
    }
  }

  private static Payload input() throws IOException {
    Map<?, ?> body = Json.mapper().readValue(Workload.START, Map.class);
    return Payload.of(body.get("input"));
  }

  private double drive(Workload workload, int inFlight, double seconds)
      throws InterruptedException {
    callers.release(inFlight);
    long began = System.nanoTime();
    long end = began + (long) (seconds * 1e9);
    long before = completed.get();
    while (System.nanoTime() < end) {
      callers.acquire();
      start(workload);
    }
    callers.acquire(inFlight);
    return (completed.get() - before) / ((System.nanoTime() - began) / 1e9);
  }

  private void start(Workload workload) {
    String id = IdentifierFactory.getInstance().generateIdentifier();
    StartRun command =
        new StartRun(
            new RunId(id),
            new WorkflowId(workload.id()),
            null,
            TriggerKind.MANUAL,
            null,
            input,
            null,
            null,
            null,
            0);
    open.put(id, true);
    commands
        .<RunStart>send(
            GenericCommandMessage.asCommandMessage(command)
                .withMetaData(Context.of("bench", id).toMetaData()))
        .whenComplete(
            (start, refused) -> {
              if (refused != null && open.remove(id) != null) {
                callers.release();
              }
            });
  }

  private void ended(String run) {
    if (open.remove(run) != null) {
      completed.incrementAndGet();
      callers.release();
    }
  }
}
