package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.evidence.SignedNote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a checkpoint is as it was signed. */
final class CheckpointFault {

  private CheckpointFault() {}

  /**
   * What is wrong with a checkpoint as it is stored; null for nothing.
   *
   * @param keys those of its log
   * @param before the time of the one before, null for none
   */
  static @Nullable String of(SignedCheckpoint signed, List<LogKey> keys, @Nullable Instant before) {
    Checkpoint checkpoint = signed.checkpoint();
    long size = checkpoint.size();
    try {
      Checkpoint told = Checkpoint.of(SignedNote.text(signed.note()));
      if (!told.text().equals(checkpoint.text())) {
        return "The note of the checkpoint of size %d says something else".formatted(size);
      }
    } catch (IllegalArgumentException e) {
      return "The note of the checkpoint of size %d cannot be read".formatted(size);
    }
    if (keys.stream()
        .noneMatch(
            key ->
                key.version() == signed.keyVersion() && SignedNote.isSigned(signed.note(), key))) {
      return "The checkpoint of size %d is not signed by key %d"
          .formatted(size, signed.keyVersion());
    }
    return before != null && checkpoint.time().isBefore(before)
        ? "The checkpoint of size %d is older than a smaller one".formatted(size)
        : null;
  }
}
