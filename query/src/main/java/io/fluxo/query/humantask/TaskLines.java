package io.fluxo.query.humantask;

import io.fluxo.messages.value.SealedColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What tasks are found by: the lines of inboxes, who answered what, and fields. */
@Component
final class TaskLines {
  // Looked up one by one: a join could come to read every line of everybody.
  private static final String REMOVE =
      """
      DELETE FROM task_line WHERE ctid = ANY (ARRAY(
        SELECT l.ctid FROM unnest(?::text[], ?::text[], ?::text[], ?::smallint[],
            ?::timestamptz[], ?::text[]) k (tenant, workspace, principal, urgency, due, task_id)
          CROSS JOIN LATERAL (SELECT ctid FROM task_line t
            WHERE t.tenant = k.tenant AND t.workspace = k.workspace
              AND t.principal = k.principal AND t.urgency = k.urgency AND t.due = k.due
              AND t.task_id = k.task_id LIMIT 1) l))
      """;
  private static final String ADD =
      """
      INSERT INTO task_line (tenant, workspace, principal, urgency, due, task_id, late_at,
        workflow, barred)
      SELECT tenant, workspace, principal, urgency, due, task_id, late_at, workflow, barred::text[]
      FROM unnest(?::text[], ?::text[], ?::text[], ?::smallint[], ?::timestamptz[], ?::text[],
        ?::timestamptz[], ?::text[], ?::text[])
        AS k (tenant, workspace, principal, urgency, due, task_id, late_at, workflow, barred)
      ON CONFLICT (tenant, workspace, principal, urgency, due, task_id) DO UPDATE SET
        late_at = excluded.late_at, barred = excluded.barred
      """;
  private static final String ANSWERED =
      """
      INSERT INTO task_answer (tenant, workspace, person, ended_at, task_id)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
      ON CONFLICT DO NOTHING
      """;
  private static final String FIELDS =
      """
      INSERT INTO task_field (tenant, workspace, task_id, name, value)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
      ON CONFLICT DO NOTHING
      """;
  private static final String NEVER = "infinity";

  private record Place(String principal, int urgency, String due, TaskKey task) {
    static Place of(TaskLine line) {
      return new Place(
          line.principal(),
          line.urgency(),
          time(line.due()),
          new TaskKey(line.tenant(), line.workspace(), line.taskId()));
    }
  }

  private record Answer(TaskFold task, String person) {}

  private record Declared(TaskKey task, String name, String value) {}

  private final JdbcTemplate jdbc;
  private final SealedColumns sealed;

  TaskLines(JdbcTemplate jdbc, SealedColumns sealed) {
    this.jdbc = jdbc;
    this.sealed = sealed;
  }

  /** Makes the lines of tasks what follows from them now. */
  void change(List<TaskFold> tasks, Map<TaskKey, Set<TaskLine>> before) {
    List<Place> removed = new ArrayList<>();
    List<TaskLine> added = new ArrayList<>();
    for (TaskFold task : tasks) {
      Set<TaskLine> was = before.getOrDefault(task.key, Set.of());
      Set<TaskLine> is = TaskLine.of(task);
      Set<Place> kept = is.stream().map(Place::of).collect(Collectors.toSet());
      was.stream().map(Place::of).filter(place -> !kept.contains(place)).forEach(removed::add);
      is.stream().filter(line -> !was.contains(line)).forEach(added::add);
    }
    remove(removed);
    add(added);
    answered(tasks);
  }

  private void remove(List<Place> places) {
    if (!places.isEmpty()) {
      jdbc.update(
          REMOVE,
          Columns.of(places, place -> place.task.tenant()),
          Columns.of(places, place -> place.task.workspace()),
          Columns.of(places, Place::principal),
          Columns.of(places, Place::urgency),
          Columns.of(places, Place::due),
          Columns.of(places, place -> place.task.taskId()));
    }
  }

  private void add(List<TaskLine> lines) {
    if (!lines.isEmpty()) {
      jdbc.update(
          ADD,
          Columns.of(lines, TaskLine::tenant),
          Columns.of(lines, TaskLine::workspace),
          Columns.of(lines, TaskLine::principal),
          Columns.of(lines, TaskLine::urgency),
          Columns.of(lines, line -> time(line.due())),
          Columns.of(lines, TaskLine::taskId),
          Columns.of(lines, line -> time(line.lateAt())),
          Columns.of(lines, TaskLine::workflow),
          Columns.of(lines, line -> Columns.array(line.barred())));
    }
  }

  private void answered(List<TaskFold> tasks) {
    List<Answer> answers =
        tasks.stream().filter(task -> !task.isOpen()).flatMap(TaskLines::answers).toList();
    if (!answers.isEmpty()) {
      jdbc.update(
          ANSWERED,
          Columns.of(answers, answer -> answer.task.key.tenant()),
          Columns.of(answers, answer -> answer.task.key.workspace()),
          Columns.of(answers, Answer::person),
          Columns.of(answers, answer -> answer.task.endedAt),
          Columns.of(answers, answer -> answer.task.key.taskId()));
    }
  }

  private static Stream<Answer> answers(TaskFold task) {
    Set<String> people = new HashSet<>(task.voted);
    if (task.answeredBy != null) {
      people.add(task.answeredBy);
    }
    return people.stream().map(person -> new Answer(task, person));
  }

  /** Notes what new tasks can be found by. */
  void fields(List<TaskFold> fresh) {
    List<Declared> declared =
        fresh.stream()
            .flatMap(
                task ->
                    Fields.of(task.search).entrySet().stream()
                        .map(field -> new Declared(task.key, field.getKey(), hidden(task, field))))
            .toList();
    if (!declared.isEmpty()) {
      jdbc.update(
          FIELDS,
          Columns.of(declared, each -> each.task.tenant()),
          Columns.of(declared, each -> each.task.workspace()),
          Columns.of(declared, each -> each.task.taskId()),
          Columns.of(declared, Declared::name),
          Columns.of(declared, Declared::value));
    }
  }

  private String hidden(TaskFold task, Map.Entry<String, String> field) {
    return sealed.hidden(task.key.tenant(), Fields.hidden(task.key.workspace(), field));
  }

  void clear() {
    for (String table : List.of("task_line", "task_answer", "task_field")) {
      jdbc.update("DELETE FROM " + table);
    }
  }

  private static String time(@Nullable Instant time) {
    return time == null ? NEVER : time.toString();
  }
}
