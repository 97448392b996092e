package io.fluxo.api.health;

import io.fluxo.messages.health.Lag;
import io.fluxo.messages.health.WorkPulse;

/**
 * What was seen of the installation at the last look, so that whoever asks for the health never
 * waits for the database.
 *
 * @param known whether the database could be asked
 * @param deadEvents how many events the read models do not show
 * @param deadWork how much work is set aside
 */
record Pulse(boolean known, Lag lag, WorkPulse.Reading work, long deadEvents, long deadWork) {

  /** Before the first look: nothing is said against anybody. */
  static final Pulse NONE = new Pulse(true, new Lag(0, 0), new WorkPulse.Reading(true, 0), 0, 0);

  /** The same, not renewed. */
  Pulse stale() {
    return new Pulse(false, lag, work, deadEvents, deadWork);
  }
}
