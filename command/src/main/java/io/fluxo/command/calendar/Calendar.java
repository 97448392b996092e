package io.fluxo.command.calendar;

import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.calendar.CalendarKey;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The stream of a calendar: its versions. */
@Aggregate
class Calendar {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private @Nullable CalendarKey key;

  private CalendarFacts facts = CalendarFacts.NONE;

  Calendar() {}

  CalendarFacts facts() {
    return facts;
  }

  void record(List<CalendarEvent> events) {
    events.forEach(AggregateLifecycle::apply);
  }

  @EventSourcingHandler
  void on(CalendarEvent event) {
    key = event.key();
    facts = facts.after(event);
  }
}
