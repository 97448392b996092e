package io.fluxo.messages.evidence;

import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.page.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * What one can ask of the log of a tenant. The log is of the whole tenant; events are shown to
 * their workspace only.
 */
public sealed interface LogQuery extends WorkspaceQuery {

  /**
   * Answered with a {@link SignedCheckpoint}; refused with NOT_FOUND where there is none of that
   * size.
   *
   * @param size of the log at the time, null for the newest
   */
  record GetCheckpoint(String tenant, String workspace, @Nullable Long size) implements LogQuery {}

  /** The checkpoints that are kept, newest first. Answered with a page of them. */
  record ListCheckpoints(String tenant, String workspace, PageRequest page) implements LogQuery {}

  /** The keys that sign and signed. Answered with a list of {@link LogKey}, oldest first. */
  record ListLogKeys(String tenant, String workspace) implements LogQuery {}

  /**
   * The events of a run, its steps and its tasks with their proofs. What is not in the log yet is
   * appended first, and a checkpoint signed. Answered with {@link RunLeaves}; refused with
   * NOT_FOUND for an unknown run, TOO_LARGE for one of too many events, and UNAVAILABLE where the
   * log cannot catch up now.
   */
  record GetRunLeaves(String tenant, String workspace, String run) implements LogQuery {}

  /**
   * That an event is in the log. Answered with an {@link InclusionProof}; refused as {@link
   * GetRunLeaves} is.
   *
   * @param subject the stream of the event
   * @param sequence its place in the stream
   * @param size of the log that the proof is for, where there is a checkpoint of that size; null
   *     for the newest
   */
  record ProveInclusion(
      String tenant, String workspace, String subject, long sequence, @Nullable Long size)
      implements LogQuery {}

  /**
   * That the log of one size is the beginning of the log of another. Answered with a {@link
   * ConsistencyProof}; refused with INVALID_INPUT for sizes that the log did not reach.
   *
   * @param second null for the size of the newest checkpoint
   */
  record ProveConsistency(String tenant, String workspace, long first, @Nullable Long second)
      implements LogQuery {}

  /**
   * The checks of the store against the log, newest first. Answered with a page of {@link
   * LogCheck}.
   */
  record ListLogChecks(String tenant, String workspace, PageRequest page) implements LogQuery {}
}
