package io.fluxo.command.humantask;

import io.fluxo.command.calendar.Calendars;
import io.fluxo.messages.humantask.Directory;
import io.fluxo.messages.node.NodeType;
import java.time.Instant;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Human tasks as they are, for tests of runs. */
public final class StoredTasks {

  /** Everybody is known by his own name. */
  public static final Directory EVERYBODY =
      new Directory() {
        @Override
        public String person(String tenant, String workspace, String name) {
          return name.startsWith("user:") ? name : "user:" + name;
        }

        @Override
        public @Nullable String standIn(String tenant, String person, Instant now) {
          return null;
        }
      };

  private StoredTasks() {}

  public static Tasks in(EventStore events, Calendars calendars) {
    return new Tasks(
        EventSourcingRepository.builder(Task.class).eventStore(events).build(),
        calendars,
        (task, at, context) -> {});
  }

  public static TaskDesks desks(Calendars calendars) {
    return new TaskDesks(EVERYBODY, calendars);
  }

  public static NodeType node() {
    return new HumanTaskNode();
  }
}
