package io.fluxo.command.workflow;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.workflow.WorkflowCommand;
import io.fluxo.messages.workflow.WorkflowCommand.ArchiveWorkflow;
import io.fluxo.messages.workflow.WorkflowCommand.PublishWorkflow;
import io.fluxo.messages.workflow.WorkflowCommand.SaveDraft;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowKey;
import io.fluxo.messages.workflow.WorkflowPublication;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the commands for workflows. It stands outside of the aggregate because the first draft or
 * version makes the stream, and Axon's own creation policy for that keeps a lock for ever when the
 * command is refused.
 */
@Component
class WorkflowHandler {

  private final Repository<Workflow> workflows;
  private final DefinitionParser parser;
  private final PublishedDefinitions published;

  WorkflowHandler(
      Repository<Workflow> workflows, DefinitionParser parser, PublishedDefinitions published) {
    this.workflows = workflows;
    this.parser = parser;
    this.published = published;
  }

  @CommandHandler
  void handle(SaveDraft command, MetaData metaData) throws Exception {
    checkOwner(command.key(), metaData);
    Aggregate<Workflow> workflow = find(command.key());
    record(workflow, decide(command, workflow));
  }

  @CommandHandler
  WorkflowPublication handle(PublishWorkflow command, MetaData metaData) throws Exception {
    checkOwner(command.key(), metaData);
    Aggregate<Workflow> workflow = find(command.key());
    List<WorkflowEvent> events = decide(command, workflow);
    WorkflowFacts facts = factsOf(workflow);
    for (WorkflowEvent event : events) {
      facts = facts.after(event);
    }
    record(workflow, events);
    tellAfterCommit(command.key());
    return new WorkflowPublication(
        command.key().id(),
        facts.version(),
        Objects.requireNonNull(facts.hash()),
        !events.isEmpty());
  }

  @CommandHandler
  void handle(ArchiveWorkflow command, MetaData metaData) throws Exception {
    checkOwner(command.key(), metaData);
    Aggregate<Workflow> workflow = find(command.key());
    if (workflow == null) {
      throw notFound(command.key());
    }
    record(workflow, decide(command, workflow));
    tellAfterCommit(command.key());
  }

  private List<WorkflowEvent> decide(
      WorkflowCommand command, @Nullable Aggregate<Workflow> workflow) {
    return WorkflowDecisions.decide(command, factsOf(workflow), parser::parse);
  }

  private static WorkflowFacts factsOf(@Nullable Aggregate<Workflow> workflow) {
    return workflow == null ? WorkflowFacts.NONE : workflow.invoke(Workflow::facts);
  }

  private @Nullable Aggregate<Workflow> find(WorkflowKey key) {
    try {
      return workflows.load(key.value());
    } catch (AggregateNotFoundException e) {
      return null;
    }
  }

  private void record(@Nullable Aggregate<Workflow> workflow, List<WorkflowEvent> events)
      throws Exception {
    if (workflow != null) {
      workflow.execute(existing -> existing.record(events));
    } else {
      workflows.newInstance(
          () -> {
            Workflow created = new Workflow();
            created.record(events);
            return created;
          });
    }
  }

  private void tellAfterCommit(WorkflowKey key) {
    CurrentUnitOfWork.get().root().afterCommit(done -> published.published(key));
  }

  /** A stranger learns no more than that there is nothing. */
  private static void checkOwner(WorkflowKey key, MetaData metaData) {
    Context context = Context.from(metaData);
    if (!key.equals(WorkflowKey.of(context.tenant(), context.workspace(), key.id()))) {
      throw notFound(key);
    }
  }

  private static Rejection notFound(WorkflowKey key) {
    return Rejection.notFound("workflow " + key.id());
  }
}
