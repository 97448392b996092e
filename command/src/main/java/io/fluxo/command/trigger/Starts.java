package io.fluxo.command.trigger;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.IdempotencyKey;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunStart;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.value.Sha256;
import io.fluxo.messages.workflow.WorkflowId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Starts runs on behalf of triggers, each once per cause. */
final class Starts {

  private static final Duration WINDOW = Duration.ofDays(7);

  private final Supplier<CommandGateway> commands;
  private final Supplier<RunId> ids;

  Starts(Supplier<CommandGateway> commands, Supplier<RunId> ids) {
    this.commands = commands;
    this.ids = ids;
  }

  /**
   * Starts a run.
   *
   * @param scope the scope of the idempotency key
   * @param cause what may start this workflow only once
   */
  CompletableFuture<RunStart> start(
      Context context,
      WorkflowId workflow,
      String node,
      TriggerKind kind,
      Payload input,
      String scope,
      String cause) {
    StartRun start =
        new StartRun(
            ids.get(),
            workflow,
            null,
            kind,
            node,
            input,
            null,
            new IdempotencyKey(scope, cause, fingerprint(workflow, node), WINDOW),
            null,
            0);
    return commands
        .get()
        .send(GenericCommandMessage.asCommandMessage(start).withMetaData(context.toMetaData()));
  }

  private static String fingerprint(WorkflowId workflow, String node) {
    return Sha256.hex((workflow.value() + "/" + node).getBytes(StandardCharsets.UTF_8));
  }
}
