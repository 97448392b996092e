package io.fluxo.query.humantask;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of the index of open tasks: one principal who has to do with one of them. Lines follow
 * from what was folded of the task, so those to write and to take away are told by comparing.
 *
 * @param due null for whenever
 * @param lateAt null for never
 * @param barred principals who may not take it: those who are excluded, or answered already
 */
record TaskLine(
    String tenant,
    String workspace,
    String principal,
    int urgency,
    @Nullable Instant due,
    String taskId,
    @Nullable Instant lateAt,
    String workflow,
    List<String> barred) {

  /** The principal of those who see every task. */
  static final String ALL = "*";

  /** The principal of the line that says who has a task. */
  static String had(String person) {
    return "=" + person;
  }

  /** The lines of a task; none of one that has ended. */
  static Set<TaskLine> of(@Nullable TaskFold task) {
    Set<TaskLine> lines = new LinkedHashSet<>();
    if (task == null || !task.isOpen()) {
      return lines;
    }
    lines.add(line(task, ALL));
    for (String principal : principals(task)) {
      lines.add(line(task, principal));
    }
    return lines;
  }

  /** Nobody may take what rests, so nobody is shown it who does not have it. */
  private static List<String> principals(TaskFold task) {
    if (task.owner != null) {
      return List.of(had(task.owner));
    }
    return task.suspended || task.held ? List.of() : task.candidates;
  }

  private static TaskLine line(TaskFold task, String principal) {
    return new TaskLine(
        task.key.tenant(),
        task.key.workspace(),
        principal,
        9 - task.priority,
        task.due,
        task.key.taskId(),
        task.lateAt(),
        Objects.requireNonNullElse(task.workflow, ""),
        Stream.concat(task.excluded.stream(), task.voted.stream()).distinct().toList());
  }
}
