package io.fluxo.command.workflow;

import io.fluxo.messages.workflow.WorkflowKey;
import org.jspecify.annotations.Nullable;

/** The published versions of workflows, as runs need them. */
public interface PublishedDefinitions {

  /**
   * The version with the number, or the newest where none is named.
   *
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where there is none, INVALID_STATE
   *     where the workflow is archived and no version is named
   */
  Published find(WorkflowKey key, @Nullable Integer version);
}
