package io.fluxo.command.workflow;

import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.workflow.WorkflowKey;
import org.jspecify.annotations.Nullable;

/** The published versions of workflows, ready to run. Committed versions only. */
public interface PublishedDefinitions {

  /** A version, and whether its workflow is out of service. */
  record Published(WorkflowRef ref, Definition definition, boolean archived) {}

  /**
   * Finds a version.
   *
   * @param version its number, null for the newest
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND when there is no such version,
   *     INVALID_STATE when the newest is asked for and the workflow is archived
   */
  Published find(WorkflowKey key, @Nullable Integer version);

  /**
   * The definition of a version that a run refers to, which therefore exists.
   *
   * @throws IllegalStateException when it does not
   */
  Definition at(WorkflowKey key, int version);

  /** Tells that a version of the workflow was published or that it was archived. */
  void published(WorkflowKey key);
}
