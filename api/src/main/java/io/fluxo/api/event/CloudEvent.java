package io.fluxo.api.event;

import io.fluxo.messages.history.StoredEvent;
import io.fluxo.messages.value.Payload;
import java.time.Instant;

/**
 * An event as it leaves: CloudEvents 1.0, structured JSON.
 *
 * @param sequence the event's place in the stream of its subject
 * @param correlationid one id for everything that one outside cause set in motion
 */
record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    Instant time,
    String datacontenttype,
    String sequence,
    String correlationid,
    Payload data) {

  static CloudEvent of(StoredEvent event) {
    return new CloudEvent(
        "1.0",
        event.id(),
        "/fluxo",
        event.type(),
        event.subject(),
        event.time(),
        "application/json",
        Long.toString(event.sequence()),
        event.correlation(),
        event.data());
  }
}
