package io.fluxo.messages.security;

import io.fluxo.messages.context.Context;

/** Keeps security events in the event store, where they are evidence like all else. */
@FunctionalInterface
public interface SecurityLog {

  /** Stores an event, in the transaction that is open on this thread or else in one of its own. */
  void record(Context context, SecurityEvent event);
}
