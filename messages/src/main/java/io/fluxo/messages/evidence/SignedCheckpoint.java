package io.fluxo.messages.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A checkpoint with its signature.
 *
 * @param note the checkpoint as a signed note (C2SP signed-note): its text, an empty line, and
 *     {@code — <key name> <Base64 of 4 bytes key hash and the Ed25519 signature>}
 * @param keyVersion the version of the key that signed
 * @param stamp a time stamp over the SHA-256 of the note in UTF-8 (RFC 3161, DER), null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedCheckpoint(
    Checkpoint checkpoint, String note, int keyVersion, byte @Nullable [] stamp) {}
