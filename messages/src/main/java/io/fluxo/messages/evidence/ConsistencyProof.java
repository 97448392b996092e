package io.fluxo.messages.evidence;

import java.util.List;

/**
 * That the log of one size is the beginning of the log of another.
 *
 * @param first the smaller size
 * @param second the larger one
 * @param path as RFC 9162, section 2.1.4 orders it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConsistencyProof(
    long first, long second, byte[] firstRoot, byte[] secondRoot, List<byte[]> path) {}
