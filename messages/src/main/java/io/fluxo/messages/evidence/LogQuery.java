package io.fluxo.messages.evidence;

import io.fluxo.messages.context.WorkspaceQuery;
import org.jspecify.annotations.Nullable;

/** What one can ask of the log of a tenant. */
public sealed interface LogQuery extends WorkspaceQuery {

  /**
   * Answered with a {@link SignedCheckpoint}.
   *
   * @param size of the log at the time, null for the newest
   */
  record GetCheckpoint(String tenant, String workspace, @Nullable Long size) implements LogQuery {}

  /**
   * The events of a run with their proofs. Answered with {@link RunLeaves}, or refused with
   * UNAVAILABLE where the newest of them are not in a checkpoint yet.
   */
  record GetRunLeaves(String tenant, String workspace, String run) implements LogQuery {}
}
