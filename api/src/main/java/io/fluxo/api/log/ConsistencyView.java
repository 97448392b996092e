package io.fluxo.api.log;

import io.fluxo.messages.evidence.ConsistencyProof;
import java.util.List;

/**
 * That the log of one size is the beginning of the log of another.
 *
 * @param firstRoot the root of the smaller one, Base64
 * @param secondRoot the root of the larger one, Base64
 * @param path the hashes between (RFC 9162, section 2.1.4), Base64
 */
record ConsistencyView(
    long first, long second, String firstRoot, String secondRoot, List<String> path) {

  static ConsistencyView of(ConsistencyProof proof) {
    return new ConsistencyView(
        proof.first(),
        proof.second(),
        CheckpointView.base64(proof.firstRoot()),
        CheckpointView.base64(proof.secondRoot()),
        proof.path().stream().map(CheckpointView::base64).toList());
  }
}
