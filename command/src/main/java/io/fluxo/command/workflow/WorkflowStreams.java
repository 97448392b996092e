package io.fluxo.command.workflow;

import io.fluxo.command.store.CommittedOnly;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowArchived;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowPublished;
import io.fluxo.messages.workflow.WorkflowKey;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Reads the streams of workflows. */
final class WorkflowStreams {

  private final EventStore events;

  WorkflowStreams(EventStore events) {
    this.events = events;
  }

  /** What the stream says now, read on from what is known; null where there is no stream. */
  @Nullable Newest newest(WorkflowKey key, @Nullable Newest known, Instant now) {
    return CommittedOnly.<@Nullable Newest>read(
        () -> {
          int version = known == null ? 0 : known.version();
          boolean archived = known != null && known.archived();
          long sequence = known == null ? -1 : known.sequence();
          DomainEventStream stream = events.readEvents(key.value(), sequence + 1);
          while (stream.hasNext()) {
            DomainEventMessage<?> event = stream.next();
            sequence = event.getSequenceNumber();
            if (event.getPayload() instanceof WorkflowPublished published) {
              version = published.version();
              archived = false;
            } else if (event.getPayload() instanceof WorkflowArchived) {
              archived = true;
            }
          }
          return sequence < 0 ? null : new Newest(version, archived, sequence, now);
        });
  }

  /** The event that published the version, or null. */
  @Nullable WorkflowPublished version(WorkflowKey key, int version) {
    return CommittedOnly.<@Nullable WorkflowPublished>read(
        () -> {
          DomainEventStream stream = events.readEvents(key.value());
          while (stream.hasNext()) {
            if (stream.next().getPayload() instanceof WorkflowPublished published
                && published.version() == version) {
              return published;
            }
          }
          return null;
        });
  }
}
