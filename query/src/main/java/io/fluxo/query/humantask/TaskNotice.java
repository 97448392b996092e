package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.Sla;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of an event of a task.
 *
 * @param recipients principals; never the one who did it
 * @param excluded principals who are not told although they are among them
 * @param outside people without an account who are asked; {@link Payload#NULL} for none
 */
record TaskNotice(
    TaskKey task,
    long sequence,
    String what,
    List<String> recipients,
    List<String> excluded,
    int priority,
    Payload text,
    @Nullable Instant due,
    Payload outside,
    Instant at) {

  /** Whom a task is told that nobody is asked for. */
  static final String MANAGERS = "role:manager";

  private record Told(String what, List<String> people) {}

  /**
   * What is told of an event, null for nothing.
   *
   * @param task the task after it
   * @param actor who did it
   */
  static @Nullable TaskNotice of(TaskFold task, TaskEvent event, String actor) {
    Told told = told(task, event);
    if (told == null) {
      return null;
    }
    Payload outside =
        event instanceof TaskEvent.TaskCreated created ? created.spec().outside() : Payload.NULL;
    List<String> recipients = new ArrayList<>(told.people);
    if (!byRun(event)) {
      recipients.remove(actor);
    }
    if (recipients.isEmpty() && outside.json() == null) {
      return null;
    }
    Set<String> excluded = new LinkedHashSet<>(task.excluded);
    if (!byRun(event)) {
      excluded.add(actor);
    }
    return new TaskNotice(
        task.key,
        task.sequence,
        told.what,
        recipients,
        List.copyOf(excluded),
        task.priority,
        task.text,
        task.due,
        outside,
        task.updatedAt);
  }

  /** A run that asks is nobody's own act, whoever moved it on to there. */
  private static boolean byRun(TaskEvent event) {
    return event instanceof TaskEvent.TaskCreated created && created.origin() != null;
  }

  private static @Nullable Told told(TaskFold task, TaskEvent event) {
    return switch (event) {
      case TaskEvent.TaskCreated e -> new Told("created", asked(task, e));
      case TaskEvent.TaskDelegated e -> new Told("assigned", List.of(e.to()));
      case TaskEvent.TaskForwarded e -> new Told("forwarded", e.to());
      case TaskEvent.TaskReleased ignored -> new Told("released", task.candidates);
      case TaskEvent.TaskReminded ignored -> new Told("reminded", concerned(task));
      case TaskEvent.TaskOverdue ignored -> new Told("overdue", concerned(task));
      case TaskEvent.TaskEscalated e -> escalated(task, e);
      case TaskEvent.TaskExpired ignored -> new Told("expired", concerned(task));
      case TaskEvent.TaskWithdrawn ignored ->
          task.owner == null ? null : new Told("withdrawn", List.of(task.owner));
      default -> null;
    };
  }

  private static @Nullable Told escalated(TaskFold task, TaskEvent.TaskEscalated e) {
    if (e.act() != Sla.Act.notify && e.act() != Sla.Act.reassign) {
      return null;
    }
    return new Told("escalated", e.to().isEmpty() ? concerned(task) : e.to());
  }

  private static List<String> asked(TaskFold task, TaskEvent.TaskCreated created) {
    boolean nobody = task.candidates.isEmpty() && created.spec().outside().json() == null;
    return nobody ? List.of(MANAGERS) : task.candidates;
  }

  /** Who has it, else those who are asked. */
  private static List<String> concerned(TaskFold task) {
    return task.owner == null ? task.candidates : List.of(task.owner);
  }
}
