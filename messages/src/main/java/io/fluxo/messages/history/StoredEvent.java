package io.fluxo.messages.history;

import io.fluxo.messages.value.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored.
 *
 * @param position its place in the store
 * @param id its id
 * @param type its stable name, {@code flx.…}
 * @param revision the revision of its format
 * @param subject the run, step or workflow that it happened to
 * @param sequence its place in the subject's stream, from 0
 * @param checksum SHA-256 over the stored payload bytes, lower-case hex
 * @param data the payload
 */
public record StoredEvent(
    long position,
    String id,
    String type,
    int revision,
    String subject,
    long sequence,
    Instant time,
    String actor,
    String correlation,
    @Nullable String causation,
    @Nullable String traceparent,
    String checksum,
    Payload data) {}
