package io.fluxo.api.log;

import io.fluxo.messages.evidence.InclusionProof;
import io.fluxo.messages.evidence.Merkle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That an event is in the log.
 *
 * @param position the event's place in the store
 * @param index the leaf's place in the log, from 0
 * @param hash of the leaf, Base64
 * @param path the hashes from the leaf up to the root (RFC 9162, section 2.1.3), Base64
 * @param leaf the line that is hashed; null for who may not see personal data
 */
record InclusionView(
    String subject,
    long sequence,
    String type,
    long position,
    long index,
    String hash,
    List<String> path,
    @Nullable String leaf,
    CheckpointView checkpoint,
    LogKeyView key) {

  static InclusionView of(InclusionProof proof, boolean clear) {
    return new InclusionView(
        proof.leaf().event().subject(),
        proof.leaf().event().sequence(),
        proof.leaf().event().type(),
        proof.leaf().position(),
        proof.leaf().index(),
        CheckpointView.base64(Merkle.leaf(proof.leaf().event().bytes())),
        proof.leaf().path().stream().map(CheckpointView::base64).toList(),
        clear ? proof.leaf().event().line() : null,
        CheckpointView.of(proof.checkpoint()),
        LogKeyView.of(proof.key()));
  }
}
