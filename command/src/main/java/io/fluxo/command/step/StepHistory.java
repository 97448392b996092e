package io.fluxo.command.step;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.StepEvent;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Reads where a step stands from its events, outside a unit of work. */
public final class StepHistory {

  /** A step that exists, and on whose behalf it was asked for. */
  public record Found(StepFacts facts, Context context) {

    /** Whether the step has not ended. */
    public boolean isOpen() {
      return facts.phase().isOpen();
    }

    /** Whether an attempt was begun that must not be made again, by a worker that is gone. */
    public boolean lostOutcome() {
      return StepDecisions.lostOutcome(facts);
    }
  }

  private final Supplier<EventStore> events;

  /** Reads from a store that may not be open yet. */
  public StepHistory(Supplier<EventStore> events) {
    this.events = events;
  }

  /** Where the step stands, or null where there is none. */
  public @Nullable Found of(StepId id) {
    DomainEventStream stream = events.get().readEvents(id.value());
    StepFacts facts = StepFacts.INITIAL;
    Context context = null;
    while (stream.hasNext()) {
      DomainEventMessage<?> message = stream.next();
      if (message.getPayload() instanceof StepEvent event) {
        facts = facts.after(event);
        context = context == null ? Context.from(message.getMetaData()) : context;
      }
    }
    return context == null ? null : new Found(facts, context);
  }
}
