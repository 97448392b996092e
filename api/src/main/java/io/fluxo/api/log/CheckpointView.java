package io.fluxo.api.log;

import io.fluxo.messages.evidence.SignedCheckpoint;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as callers see it.
 *
 * @param origin the name of the log
 * @param size how many leaves it had
 * @param root its root, Base64
 * @param time when it was signed
 * @param keyVersion the version of the key that signed
 * @param note the very text that was signed, and the signature (C2SP signed-note)
 * @param stamp a time stamp over the SHA-256 of the note (RFC 3161, DER), Base64
 */
record CheckpointView(
    String origin,
    long size,
    String root,
    Instant time,
    int keyVersion,
    String note,
    @Nullable String stamp) {

  static CheckpointView of(SignedCheckpoint signed) {
    byte[] stamp = signed.stamp();
    return new CheckpointView(
        signed.checkpoint().origin(),
        signed.checkpoint().size(),
        base64(signed.checkpoint().root()),
        signed.checkpoint().time(),
        signed.keyVersion(),
        signed.note(),
        stamp == null ? null : base64(stamp));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
