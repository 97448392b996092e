package io.fluxo.messages.travel;

import java.time.Instant;

/** A point in the life of a run. */
public sealed interface RunPoint {

  /** After the last event that was stored by then. */
  record At(Instant time) implements RunPoint {}

  /** After the event of this position in the store, or the last before it. */
  record Position(long position) implements RunPoint {}

  /** After the event of this place in the run's own stream, counted from 0. */
  record Sequence(long sequence) implements RunPoint {}

  /** After the last event there is. */
  record Last() implements RunPoint {}
}
