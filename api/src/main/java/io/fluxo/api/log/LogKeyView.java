package io.fluxo.api.log;

import io.fluxo.messages.evidence.LogKey;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs checkpoints, or did.
 *
 * @param id by which signature lines name it, 8 hexadecimal digits
 * @param name in the signature lines
 * @param publicKey Ed25519, in PEM
 * @param verifier the key as verifiers of signed notes take it, {@code <name>+<id>+<key>}
 * @param until when it stopped, null for the one that signs
 */
record LogKeyView(
    int version,
    String id,
    String name,
    String publicKey,
    String verifier,
    Instant since,
    @Nullable Instant until) {

  static LogKeyView of(LogKey key) {
    return new LogKeyView(
        key.version(),
        HexFormat.of().formatHex(key.id()),
        key.name(),
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(CheckpointView.base64(key.publicKey())),
        key.text(),
        key.since(),
        key.until());
  }
}
