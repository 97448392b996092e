package io.fluxo.command.run;

import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.JsonSize;
import org.jspecify.annotations.Nullable;

/**
 * What one run may grow to. The defaults are those of Temporal (docs.temporal.io, workflow
 * execution limits).
 *
 * @param warnEvents events of the run's stream at which its log warns
 * @param maxEvents events at which it is stopped
 * @param warnBytes payload bytes at which its log warns
 * @param maxBytes payload bytes at which it is stopped
 * @param warnPayload bytes of one value at which the log warns
 * @param maxPayload bytes that one value may take
 * @param maxMovesPerEvent moves that one event holds before the next begins
 */
public record RunLimits(
    int warnEvents,
    int maxEvents,
    long warnBytes,
    long maxBytes,
    long warnPayload,
    long maxPayload,
    int maxMovesPerEvent) {

  public static final RunLimits DEFAULT =
      new RunLimits(10_240, 51_200, 10L << 20, 50L << 20, 256L << 10, 2L << 20, 500);

  /** Whether a value takes more than one may. */
  boolean exceededBy(@Nullable Object json) {
    return JsonSize.of(json) > maxPayload;
  }

  void check(@Nullable Object json) throws NodeFailure {
    if (exceededBy(json)) {
      throw new NodeFailure(tooLarge());
    }
  }

  Failure tooLarge() {
    return Failure.permanent(
        Failure.LIMIT_EXCEEDED, "A value exceeds %d bytes".formatted(maxPayload));
  }
}
