package io.fluxo.command.calendar;

import io.fluxo.command.store.CommittedOnly;
import io.fluxo.messages.calendar.BusinessCalendar;
import io.fluxo.messages.calendar.CalendarEvent.CalendarDefined;
import io.fluxo.messages.calendar.CalendarEvent.CalendarRetired;
import io.fluxo.messages.calendar.CalendarKey;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Reads the streams of calendars. */
final class CalendarStreams {

  private final EventStore events;

  CalendarStreams(EventStore events) {
    this.events = events;
  }

  /** What the stream says now, read on from what is known; null where there is no stream. */
  @Nullable NewestVersion newest(CalendarKey key, @Nullable NewestVersion known, Instant now) {
    return CommittedOnly.<@Nullable NewestVersion>read(
        () -> {
          int version = known == null ? 0 : known.version();
          boolean retired = known != null && known.retired();
          long sequence = known == null ? -1 : known.sequence();
          DomainEventStream stream = events.readEvents(key.value(), sequence + 1);
          while (stream.hasNext()) {
            DomainEventMessage<?> event = stream.next();
            sequence = event.getSequenceNumber();
            if (event.getPayload() instanceof CalendarDefined defined) {
              version = defined.version();
              retired = false;
            } else if (event.getPayload() instanceof CalendarRetired) {
              retired = true;
            }
          }
          return sequence < 0 ? null : new NewestVersion(version, retired, sequence, now);
        });
  }

  /** What a version says, null where there is none. */
  @Nullable BusinessCalendar version(CalendarKey key, int version) {
    return CommittedOnly.<@Nullable BusinessCalendar>read(
        () -> {
          DomainEventStream stream = events.readEvents(key.value());
          while (stream.hasNext()) {
            if (stream.next().getPayload() instanceof CalendarDefined defined
                && defined.version() == version) {
              return defined.calendar();
            }
          }
          return null;
        });
  }
}
