package io.fluxo.messages.workflow;

import io.fluxo.messages.RoutedCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What one can ask of a workflow. */
public sealed interface WorkflowCommand extends RoutedCommand {

  WorkflowKey key();

  @Override
  default String routingKey() {
    return key().value();
  }

  /**
   * Keeps the source as the workflow's draft, replacing the draft before. The source must parse and
   * be valid.
   *
   * @param source the definition as it was written, JSON or YAML
   */
  record SaveDraft(@TargetAggregateIdentifier WorkflowKey key, String source)
      implements WorkflowCommand {}

  /**
   * Publishes the source as the next immutable version, or the kept draft where the source is null.
   * Publishing what is already the newest version changes nothing. Answered with {@link
   * WorkflowPublication}.
   */
  record PublishWorkflow(@TargetAggregateIdentifier WorkflowKey key, @Nullable String source)
      implements WorkflowCommand {}

  /** Takes the workflow out of service: no new runs, no triggers; open runs go on. */
  record ArchiveWorkflow(@TargetAggregateIdentifier WorkflowKey key, @Nullable String reason)
      implements WorkflowCommand {}
}
