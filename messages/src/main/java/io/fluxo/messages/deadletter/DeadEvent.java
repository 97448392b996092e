package io.fluxo.messages.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored event that the read models do not show, because it, or an earlier one of its stream,
 * could not be projected.
 *
 * @param position its place in the store
 * @param tenant whose it is, empty where that cannot be read
 * @param workspace whose it is, empty where that cannot be read
 * @param stream the run or workflow whose later events follow it here
 * @param subject the run, step or workflow that it happened to
 * @param sequence its place in the subject's stream, from 0
 * @param type its name, as stored
 * @param error the class of what was thrown; null where it only follows another one
 * @param message what is wrong, without anything of the event's own
 * @param failedAt when it came here
 * @param tries how often it was tried
 */
public record DeadEvent(
    long position,
    String tenant,
    String workspace,
    String stream,
    String subject,
    long sequence,
    String type,
    @Nullable String error,
    String message,
    Instant failedAt,
    int tries) {}
