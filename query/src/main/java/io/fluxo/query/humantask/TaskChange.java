package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.query.history.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a task was before one of its events, and after it, in a few words.
 *
 * @param before null for its first event
 */
public record TaskChange(@Nullable Map<String, Object> before, Map<String, Object> after) {

  /**
   * The change that an event of a task made.
   *
   * @param stream the events of the task
   * @param sequence the event's place among them
   * @return null where it is not among them
   */
  public static @Nullable TaskChange of(List<RecordedEvent> stream, long sequence) {
    TaskFold task = new TaskFold(new TaskKey("", "", ""));
    for (RecordedEvent each : stream) {
      if (!(each.event() instanceof TaskEvent event)) {
        continue;
      }
      Map<String, Object> before = task.sequence < 0 ? null : words(task);
      task.fold(each.sequence(), each.time(), event);
      if (each.sequence() == sequence) {
        return new TaskChange(before, words(task));
      }
    }
    return null;
  }

  private static Map<String, Object> words(TaskFold task) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("state", task.state());
    if (task.owner != null) {
      words.put("owner", task.owner);
    }
    if (task.endedAt == null) {
      words.put("candidates", task.candidates);
      words.put("priority", task.priority);
    }
    if (task.outcome != null) {
      words.put("outcome", task.outcome);
    }
    return words;
  }
}
