package io.fluxo.messages.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs checkpoints of a log.
 *
 * @param version counted from 1
 * @param name the name in the signature line: the origin and the version, {@code fluxo/<tenant>+1}
 * @param publicKey the Ed25519 key, X.509 SubjectPublicKeyInfo in DER
 * @param since when it began to sign
 * @param until when it stopped, null for the one that signs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogKey(
    int version, String name, byte[] publicKey, Instant since, @Nullable Instant until) {}
