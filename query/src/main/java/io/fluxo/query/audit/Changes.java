package io.fluxo.query.audit;

import io.fluxo.messages.calendar.CalendarEvent;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.run.Intervention;
import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.security.SecurityEvent;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.query.history.RecordedEvent;
import io.fluxo.query.humantask.TaskChange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event changed: how it was before and is since, where the event says so or where those
 * before it do.
 *
 * @param before null where it was not there, or is not known
 * @param after null where it is not there any more, or is not known
 */
record Changes(@Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {

  private static final Changes UNKNOWN = new Changes(null, null);

  static Changes of(RecordedEvent event, Earlier earlier) {
    return switch (event.event()) {
      case SecurityEvent e -> SecurityChanges.of(event, e, earlier);
      case WorkflowEvent e -> workflow(event, e, earlier);
      case CalendarEvent e -> calendar(event, e, earlier);
      case TaskEvent e -> task(event, e, earlier);
      case RunEvent e -> run(e);
      default -> UNKNOWN;
    };
  }

  static Changes to(@Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
    return new Changes(before, after);
  }

  /** A map of names and values, without those that are null. */
  static Map<String, Object> map(@Nullable Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      if (value != null) {
        map.put(String.valueOf(pairs[i]), value);
      }
    }
    return map;
  }

  private static Changes workflow(RecordedEvent event, WorkflowEvent e, Earlier earlier) {
    WorkflowEvent.WorkflowPublished last =
        earlier.ofStream(event, WorkflowEvent.WorkflowPublished.class);
    Map<String, Object> was = last == null ? null : version(last);
    return switch (e) {
      case WorkflowEvent.WorkflowDrafted drafted ->
          to(was, map("name", drafted.name(), "state", "draft"));
      case WorkflowEvent.WorkflowPublished published -> to(was, version(published));
      case WorkflowEvent.WorkflowArchived ignored -> to(was, map("state", "archived"));
    };
  }

  private static Map<String, Object> version(WorkflowEvent.WorkflowPublished of) {
    return map("version", of.version(), "name", of.name(), "hash", of.hash());
  }

  private static Changes calendar(RecordedEvent event, CalendarEvent e, Earlier earlier) {
    CalendarEvent.CalendarDefined last =
        earlier.ofStream(event, CalendarEvent.CalendarDefined.class);
    Map<String, Object> was =
        last == null ? null : map("version", last.version(), "calendar", last.calendar());
    return switch (e) {
      case CalendarEvent.CalendarDefined defined ->
          to(was, map("version", defined.version(), "calendar", defined.calendar()));
      case CalendarEvent.CalendarRetired ignored -> to(was, null);
    };
  }

  private static Changes task(RecordedEvent event, TaskEvent e, Earlier earlier) {
    if (e instanceof TaskEvent.TaskPrioritized prioritized) {
      return to(map("priority", prioritized.before()), map("priority", prioritized.after()));
    }
    TaskChange change = TaskChange.of(earlier.stream(event), event.sequence());
    return change == null ? UNKNOWN : to(change.before(), change.after());
  }

  private static Changes run(RunEvent e) {
    if (!(e instanceof RunEvent.RunIntervened by)) {
      return UNKNOWN;
    }
    if (by.intervention() instanceof Intervention.Edited edited) {
      return to(values(edited.before()), values(edited.after()));
    }
    return to(map("state", by.before()), map("state", by.after()));
  }

  private static Map<String, Object> values(Map<String, Payload> variables) {
    return map("variables", variables);
  }
}
