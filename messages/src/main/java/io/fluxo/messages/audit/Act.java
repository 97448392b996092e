package io.fluxo.messages.audit;

import io.fluxo.messages.value.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did, or that happened by itself, as an event tells it.
 *
 * @param position the place of the event in the store
 * @param event its id
 * @param kind its stable name, {@code flx.…}
 * @param summary what events of that name say, in words
 * @param actor who, as {@code kind:id}
 * @param address from where, null for what did not come over the network
 * @param object to what, as {@code kind:id}, for example {@code member:01J…} or {@code run:01J…}
 * @param subject the stream of the event
 * @param sequence its place in the stream, from 0
 * @param causation the id of the message that caused it, if any
 * @param before how it was, where that is known
 * @param after how it is since, where that is known
 * @param detail what else the event says in single words and numbers
 * @param checksum SHA-256 over the stored payload bytes, lower-case hex
 */
public record Act(
    long position,
    String event,
    String kind,
    String summary,
    Instant time,
    String actor,
    @Nullable String address,
    String object,
    String subject,
    long sequence,
    String correlation,
    @Nullable String causation,
    @Nullable Payload before,
    @Nullable Payload after,
    Payload detail,
    String checksum) {}
