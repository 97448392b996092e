package io.fluxo.messages.evidence;

/**
 * The proof of a run, as a zip.
 *
 * @param sha256 of the bytes, lower-case hex
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EvidencePack(String run, String sha256, byte[] bytes) {}
