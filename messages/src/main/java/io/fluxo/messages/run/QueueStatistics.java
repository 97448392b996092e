package io.fluxo.messages.run;

/**
 * What is queued and what was done, in the shape of the source documents.
 *
 * @param workflow runs: waiting is those that wait for a time, an event or a person; active is
 *     those under way
 * @param node steps: waiting is those not begun or waiting for another attempt; active is those
 *     under way
 */
public record QueueStatistics(Counts workflow, Counts node) {

  public record Counts(long waiting, long active, long completed, long failed) {}
}
