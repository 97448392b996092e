package io.fluxo.connectors.flow;

import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.KeyText;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import io.fluxo.messages.workflow.WorkflowId;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts another workflow and leaves the step open until that run has ended. */
@Component
public final class SubWorkflowNode implements EffectNode {

  /** The entry of the input under which the engine tells how deep the calling run is. */
  public static final String DEPTH = "$depth";

  /** Deeper nesting is refused: it is nearly always a workflow that calls itself. */
  public static final int MAX_DEPTH = 16;

  private final CommandGateway commands;

  /** Starts runs through the given gateway. */
  public SubWorkflowNode(CommandGateway commands) {
    this.commands = commands;
  }

  @Override
  public String type() {
    return "sub_workflow";
  }

  @Override
  public Effect effect() {
    return Effect.IDEMPOTENT;
  }

  /** The input of a run is stored. */
  @Override
  public boolean takesSecrets() {
    return false;
  }

  @Override
  public String configSchema() {
    return """
        {"type":"object","required":["workflow"],"additionalProperties":false,"properties":{
          "workflow":{"type":"string","pattern":"^[a-z][a-z0-9_-]{0,63}$"},
          "version":{"type":["integer","string"],"minimum":1},
          "input":{},
          "businessKey":{"type":"string","maxLength":255}}}
        """;
  }

  @Override
  public String summary() {
    return "Runs another workflow and goes on with its output.";
  }

  /**
   * Starts the run, or finds it started before.
   *
   * @throws NodeFailure when the configuration is wrong or the start was refused
   */
  @Override
  public StepOutcome execute(StepTask task) throws NodeFailure, InterruptedException {
    RunCommand.StartRun start = command(task);
    var message =
        GenericCommandMessage.<RunCommand.StartRun>asCommandMessage(start)
            .withMetaData(
                task.context().actedBy("worker").causedBy(task.stepId().value()).toMetaData());
    try {
      commands.send(message).get();
    } catch (ExecutionException error) {
      return failed(error);
    }
    return new StepOutcome.Pending();
  }

  private static RunCommand.StartRun command(StepTask task) throws NodeFailure {
    Map<String, Object> config = task.input().object();
    int depth = config.get(DEPTH) instanceof Number above ? above.intValue() + 1 : 1;
    if (depth > MAX_DEPTH) {
      throw new NodeFailure(
          Failure.permanent(
              Failure.LIMIT_EXCEEDED, "Workflows are nested deeper than " + MAX_DEPTH));
    }
    if (!(config.get("workflow") instanceof String id) || !WorkflowId.isValid(id)) {
      throw configuration("Expected 'workflow' to be the id of a workflow");
    }
    Object input = config.get("input");
    Object key = config.get("businessKey");
    if (key != null && !KeyText.fits(key.toString())) {
      throw configuration("Expected 'businessKey' to be " + KeyText.FORM);
    }
    return new RunCommand.StartRun(
        ChildRunId.of(task.key()),
        new WorkflowId(id),
        version(config.get("version")),
        TriggerKind.SUB_WORKFLOW,
        null,
        input == null ? Payload.EMPTY : Payload.of(input),
        key == null ? null : key.toString(),
        null,
        task.stepId(),
        depth);
  }

  private static @Nullable Integer version(@Nullable Object value) throws NodeFailure {
    if (value == null) {
      return null;
    }
    try {
      int version = Integer.parseInt(value.toString());
      if (version > 0) {
        return version;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw configuration("Expected 'version' to be a whole number from 1");
  }

  private static NodeFailure configuration(String message) {
    return new NodeFailure(Failure.permanent(Failure.CONFIGURATION, message));
  }

  /** A start that happened before counts as begun; other refusals will not change by repeating. */
  private static StepOutcome failed(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof AggregateStreamCreationException
          || cause instanceof ConcurrencyException
          || (cause instanceof Rejection conflict && conflict.code() == Rejection.Code.CONFLICT)) {
        return new StepOutcome.Pending();
      }
      if (cause instanceof Rejection no && no.code() != Rejection.Code.UNAVAILABLE) {
        return new StepOutcome.Failed(
            Failure.permanent(Failure.SUB_WORKFLOW, String.valueOf(no.getMessage())), null);
      }
    }
    return new StepOutcome.Failed(
        Failure.passing(Failure.UNAVAILABLE, "The workflow could not be started now"), null);
  }
}
