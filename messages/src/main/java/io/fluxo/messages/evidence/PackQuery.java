package io.fluxo.messages.evidence;

import io.fluxo.messages.context.WorkspaceQuery;

/** What one can ask for as evidence. */
public sealed interface PackQuery extends WorkspaceQuery {

  /**
   * The evidence pack of a run as it stands. Answered with {@link EvidencePack}; refused with
   * NOT_FOUND where there is no such run, with INVALID_STATE where it has not ended, and with
   * UNAVAILABLE where its last events are not in a checkpoint yet.
   */
  record GetPack(String tenant, String workspace, String run) implements PackQuery {}
}
