package io.fluxo.messages.workflow;

import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.trigger.TriggerKind;
import org.jspecify.annotations.Nullable;

/** What one can ask about workflows. */
public sealed interface WorkflowQuery extends WorkspaceQuery {

  /** One workflow. Answered with {@link WorkflowView}, or a rejection NOT_FOUND. */
  record FindWorkflow(String tenant, String workspace, WorkflowId id) implements WorkflowQuery {}

  /** Workflows by id. Answered with a page of {@link WorkflowView}. */
  record ListWorkflows(
      String tenant, String workspace, @Nullable WorkflowState state, PageRequest page)
      implements WorkflowQuery {}

  /**
   * One version, or the newest where none is named; version 0 is the draft. Answered with {@link
   * VersionView}.
   */
  record FindVersion(String tenant, String workspace, WorkflowId id, @Nullable Integer version)
      implements WorkflowQuery {}

  /**
   * The versions of a workflow, newest first. Answered with a page of {@link VersionView} without
   * sources.
   */
  record ListVersions(String tenant, String workspace, WorkflowId id, PageRequest page)
      implements WorkflowQuery {}

  /** All that listens to an address, or to any. Answered with a list of {@link TriggerView}. */
  record FindTriggers(String tenant, String workspace, TriggerKind kind, @Nullable String address)
      implements WorkflowQuery {}

  /**
   * What differs between two published versions. Answered with a list of {@link DefinitionChange}
   * in the order of the definition, empty where nothing differs, or a rejection NOT_FOUND.
   */
  record DiffVersions(String tenant, String workspace, WorkflowId id, int from, int to)
      implements WorkflowQuery {}
}
