package io.fluxo.messages.evidence;

import io.fluxo.messages.health.Lag;

/** Tells how far the log is behind the store, of the whole installation; asks the database. */
@FunctionalInterface
public interface LogLag {

  /** Now. */
  Lag now();
}
