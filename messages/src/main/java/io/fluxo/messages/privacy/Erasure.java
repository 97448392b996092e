package io.fluxo.messages.privacy;

import io.fluxo.messages.privacy.PrivacyEvent.DataErased;
import java.time.Instant;

/**
 * An erasure that was carried out.
 *
 * @param stream where its event stands
 * @param sequence the event's place there
 * @param by who asked for it, as {@code kind:id}
 */
public record Erasure(DataErased erased, String stream, long sequence, Instant at, String by) {}
