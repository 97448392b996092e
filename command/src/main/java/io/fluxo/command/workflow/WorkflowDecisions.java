package io.fluxo.command.workflow;

import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.workflow.WorkflowCommand;
import io.fluxo.messages.workflow.WorkflowCommand.ArchiveWorkflow;
import io.fluxo.messages.workflow.WorkflowCommand.PublishWorkflow;
import io.fluxo.messages.workflow.WorkflowCommand.SaveDraft;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowArchived;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowDrafted;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowPublished;
import io.fluxo.messages.workflow.WorkflowKey;
import java.util.List;
import java.util.function.Function;

/** What may happen to a workflow. */
final class WorkflowDecisions {

  private WorkflowDecisions() {}

  /**
   * Decides what a command brings about; nothing where it is so already.
   *
   * @param parser reads a source, or throws the rejection that tells its mistakes
   * @throws Rejection when the command is not allowed
   */
  static List<WorkflowEvent> decide(
      WorkflowCommand command, WorkflowFacts facts, Function<String, ParsedDefinition> parser) {
    return switch (command) {
      case SaveDraft save -> save(save, facts, parser);
      case PublishWorkflow publish -> publish(publish, facts, parser);
      case ArchiveWorkflow archive ->
          facts.archived()
              ? List.of()
              : List.of(new WorkflowArchived(archive.key(), archive.reason()));
    };
  }

  private static List<WorkflowEvent> save(
      SaveDraft command, WorkflowFacts facts, Function<String, ParsedDefinition> parser) {
    if (command.source().equals(facts.draft())) {
      return List.of();
    }
    ParsedDefinition parsed = parsed(command.key(), command.source(), parser);
    return List.of(
        new WorkflowDrafted(command.key(), parsed.definition().name(), command.source()));
  }

  private static List<WorkflowEvent> publish(
      PublishWorkflow command, WorkflowFacts facts, Function<String, ParsedDefinition> parser) {
    String source = command.source() == null ? facts.draft() : command.source();
    if (source == null) {
      throw Rejection.invalidState(
          "publish the draft of", "workflow " + command.key().id(), "without a draft");
    }
    ParsedDefinition parsed = parsed(command.key(), source, parser);
    if (parsed.hash().equals(facts.hash()) && !facts.archived()) {
      return List.of();
    }
    return List.of(
        new WorkflowPublished(
            command.key(),
            facts.version() + 1,
            parsed.definition().name(),
            source,
            parsed.tree(),
            parsed.hash(),
            parsed.triggers()));
  }

  private static ParsedDefinition parsed(
      WorkflowKey key, String source, Function<String, ParsedDefinition> parser) {
    ParsedDefinition parsed = parser.apply(source);
    if (!parsed.definition().id().equals(key.id())) {
      Spot id = SourceText.read(source).spot().nearest("/id");
      throw new Rejection(
          Rejection.Code.INVALID_INPUT,
          "The definition is of another workflow",
          List.of(
              new Rejection.Problem(
                  "/id",
                  id.line(),
                  id.column(),
                  "The id is " + parsed.definition().id(),
                  "the id of the workflow, " + key.id())));
    }
    return parsed;
  }
}
