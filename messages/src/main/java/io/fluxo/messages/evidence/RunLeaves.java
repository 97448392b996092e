package io.fluxo.messages.evidence;

import java.util.List;

/**
 * The events of a run, its steps and its tasks in the log of its tenant.
 *
 * @param checkpoint one that covers them all
 * @param key the key that signed it
 * @param leaves in the order of the log
 */
public record RunLeaves(SignedCheckpoint checkpoint, LogKey key, List<Leaf> leaves) {

  /**
   * A leaf and its proof.
   *
   * @param position the event's place in the store
   * @param index the leaf's place in the log, from 0
   * @param event the event as stored
   * @param path the inclusion proof for the checkpoint
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Leaf(long position, long index, EventLeaf event, List<byte[]> path) {}
}
