package io.fluxo.command.workflow;

import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowKey;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The stream of a workflow: its drafts and versions. */
@Aggregate
class Workflow {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private @Nullable WorkflowKey key;

  private WorkflowFacts facts = WorkflowFacts.NONE;

  Workflow() {}

  WorkflowFacts facts() {
    return facts;
  }

  void record(List<WorkflowEvent> events) {
    events.forEach(AggregateLifecycle::apply);
  }

  @EventSourcingHandler
  void on(WorkflowEvent.WorkflowDrafted event) {
    remember(event.key(), event);
  }

  @EventSourcingHandler
  void on(WorkflowEvent.WorkflowPublished event) {
    remember(event.key(), event);
  }

  @EventSourcingHandler
  void on(WorkflowEvent.WorkflowArchived event) {
    remember(event.key(), event);
  }

  private void remember(WorkflowKey workflow, WorkflowEvent event) {
    key = workflow;
    facts = facts.after(event);
  }
}
