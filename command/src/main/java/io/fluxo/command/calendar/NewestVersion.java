package io.fluxo.command.calendar;

import java.time.Instant;

/**
 * The newest version of a calendar, as it was at a time.
 *
 * @param sequence the place in the stream up to which was read
 */
record NewestVersion(int version, boolean retired, long sequence, Instant readAt) {}
