package io.fluxo.messages.evidence;

import io.fluxo.messages.context.Context;

/** Keeps what happened to evidence in the event store. */
@FunctionalInterface
public interface EvidenceLog {

  /**
   * Stores an event at the end of its stream, in the transaction that is open on this thread or
   * else in one of its own.
   */
  void record(Context context, EvidenceEvent event);
}
