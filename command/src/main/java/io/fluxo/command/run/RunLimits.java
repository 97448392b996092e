package io.fluxo.command.run;

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
}
