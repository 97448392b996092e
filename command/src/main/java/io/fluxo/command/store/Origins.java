package io.fluxo.command.store;

import io.fluxo.messages.audit.ActKinds;
import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * From where something was done. The address of a request travels beside its command to all events
 * of that moment, but is stored with those that tell what somebody did, not with what the engine
 * made of it.
 */
final class Origins {

  private static final Set<String> ADDRESS = Set.of(Context.ADDRESS);

  private Origins() {}

  /** The events, those of the engine without an address. */
  static List<? extends EventMessage<?>> kept(List<? extends EventMessage<?>> events) {
    List<EventMessage<?>> kept = null;
    for (int i = 0; i < events.size(); i++) {
      EventMessage<?> event = events.get(i);
      if (event.getMetaData().containsKey(Context.ADDRESS) && !isAct(event)) {
        kept = kept == null ? new ArrayList<>(events) : kept;
        kept.set(i, event.withMetaData(event.getMetaData().withoutKeys(ADDRESS)));
      }
    }
    return kept == null ? events : kept;
  }

  private static boolean isAct(EventMessage<?> event) {
    EventCatalogue.Entry entry = EventCatalogue.ofType(event.getPayloadType());
    return entry != null
        && event instanceof DomainEventMessage<?> domain
        && ActKinds.isAct(entry.name(), domain.getAggregateIdentifier());
  }
}
