package io.fluxo.command.workflow;

import java.time.Instant;

/**
 * The newest version of a workflow, as it was at a time.
 *
 * @param version its number, 0 where there is only a draft
 * @param sequence the place in the stream up to which was read
 */
record Newest(int version, boolean archived, long sequence, Instant readAt) {}
