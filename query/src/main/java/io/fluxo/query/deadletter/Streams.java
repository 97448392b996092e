package io.fluxo.query.deadletter;

import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** Which events must be projected in their order: a run, its steps and its tasks are one stream. */
final class Streams {

  private static final int RUN_ID_LENGTH = 26;
  private static final Set<String> OF_RUNS = Set.of("run", "step", "human_task");

  private Streams() {}

  /** The stream of an event. */
  static String of(EventMessage<?> message) {
    if (!(message instanceof DomainEventMessage<?> event)) {
      return message.getIdentifier();
    }
    String subject = event.getAggregateIdentifier();
    return OF_RUNS.contains(event.getType()) && subject.length() > RUN_ID_LENGTH
        ? subject.substring(0, RUN_ID_LENGTH)
        : subject;
  }
}
