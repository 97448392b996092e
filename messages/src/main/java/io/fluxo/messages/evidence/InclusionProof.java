package io.fluxo.messages.evidence;

/**
 * That an event is in the log.
 *
 * @param checkpoint for whose root and size the path is
 * @param key that signed it
 */
public record InclusionProof(SignedCheckpoint checkpoint, LogKey key, RunLeaves.Leaf leaf) {}
