package io.fluxo.query.deadletter;

import io.fluxo.messages.catalogue.EventCatalogue;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.UnknownSerializedType;

/** The names under which events are stored. */
final class TypeNames {

  private static final int LONGEST = 200;

  private TypeNames() {}

  /** The name of an event, also of one whose content cannot be read. */
  static String of(EventMessage<?> event) {
    EventCatalogue.Entry entry = EventCatalogue.ofType(event.getPayloadType());
    if (entry != null) {
      return entry.name();
    }
    String name =
        event.getPayloadType() == UnknownSerializedType.class
                && event.getPayload() instanceof UnknownSerializedType unknown
            ? unknown.serializedType().getName()
            : event.getPayloadType().getName();
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }
}
