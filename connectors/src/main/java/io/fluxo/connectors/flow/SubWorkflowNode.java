package io.fluxo.connectors.flow;

import io.fluxo.messages.node.Effect;
import io.fluxo.messages.node.EffectNode;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunCommand.StartRun;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import io.fluxo.messages.workflow.WorkflowId;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Runs another workflow and waits for its end. The child's id follows from the step's, so that a
 * second attempt finds the child that the first one began.
 */
@Component
final class SubWorkflowNode implements EffectNode {

  /** Deeper nesting is taken for a workflow that calls itself. */
  private static final int DEEPEST = 16;

  private final ObjectProvider<CommandGateway> commands;

  SubWorkflowNode(ObjectProvider<CommandGateway> commands) {
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

  @Override
  public String configSchema() {
    return """
        {"type": "object", "additionalProperties": false, "required": ["workflow"],
         "properties": {
           "workflow": {"type": "string", "description": "The id of the workflow to run"},
           "version": {"type": "integer", "minimum": 1,
                       "description": "Its version; the newest published one if absent"},
           "input": {"description": "Its input"},
           "businessKey": {"type": "string", "maxLength": 255}}}
        """;
  }

  @Override
  public String summary() {
    return "Runs another workflow with an input; its output becomes the node's";
  }

  @Override
  public StepOutcome execute(StepTask task) {
    Map<String, Object> input = task.input().object();
    int depth = depth(input) + 1;
    if (depth > DEEPEST) {
      return failed("Sub-workflows are nested deeper than " + DEEPEST);
    }
    String workflow = String.valueOf(input.get("workflow"));
    if (!WorkflowId.isValid(workflow)) {
      return failed("'workflow' is not a workflow id");
    }
    StartRun start =
        new StartRun(
            ChildRunId.of(task.stepId()),
            new WorkflowId(workflow),
            input.get("version") instanceof Number n ? n.intValue() : null,
            TriggerKind.SUB_WORKFLOW,
            null,
            Payload.of(input.getOrDefault("input", Map.of())),
            text(input.get("businessKey")),
            null,
            task.stepId(),
            depth);
    try {
      commands
          .getObject()
          .sendAndWait(
              GenericCommandMessage.asCommandMessage(start)
                  .withMetaData(
                      task.context().actedBy("run:" + task.stepId().runId()).toMetaData()));
    } catch (ConcurrencyException e) {
      // The first attempt began the child.
      return new StepOutcome.Pending();
    } catch (Rejection e) {
      return failed(e.getMessage());
    }
    return new StepOutcome.Pending();
  }

  private static int depth(Map<String, Object> input) {
    return input.get("$depth") instanceof Number n ? n.intValue() : 0;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static StepOutcome failed(@Nullable String message) {
    return new StepOutcome.Failed(
        Failure.permanent(Failure.SUB_WORKFLOW, String.valueOf(message)), null);
  }
}
