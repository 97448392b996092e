package io.fluxo.query.humantask;

import io.fluxo.messages.value.SealedColumns;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Notes what people are to be told, in the transaction that shows it to them. */
@Component
final class TaskNotices {
  private static final String ADD =
      """
      INSERT INTO task_notice (id, tenant, workspace, task_id, what, recipients, excluded,
        priority, title, due, outside, at)
      SELECT id, tenant, workspace, task_id, what, recipients::text[], excluded::text[], priority,
        title, due, outside, at
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::smallint[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[])
        AS k (id, tenant, workspace, task_id, what, recipients, excluded, priority, title, due,
          outside, at)
      ON CONFLICT DO NOTHING
      """;

  private static final String TITLE = "task_notice.title";
  private static final String OUTSIDE = "task_notice.outside";

  private final JdbcTemplate jdbc;
  private final SealedColumns sealed;

  TaskNotices(JdbcTemplate jdbc, SealedColumns sealed) {
    this.jdbc = jdbc;
    this.sealed = sealed;
  }

  /** Notes them; those that were noted before are left as they are. */
  void add(List<TaskNotice> notices) {
    if (notices.isEmpty()) {
      return;
    }
    List<Function<TaskNotice, @Nullable Object>> columns =
        List.of(
            notice -> notice.task().taskId() + ":" + notice.sequence(),
            notice -> notice.task().tenant(),
            notice -> notice.task().workspace(),
            notice -> notice.task().taskId(),
            TaskNotice::what,
            notice -> Columns.array(notice.recipients()),
            notice -> Columns.array(notice.excluded()),
            TaskNotice::priority,
            notice -> write(notice, TITLE, notice.text().object().get("title")),
            TaskNotice::due,
            notice -> outside(notice),
            TaskNotice::at);
    jdbc.update(ADD, columns.stream().map(column -> Columns.of(notices, column)).toArray());
  }

  private @Nullable String outside(TaskNotice notice) {
    return notice.outside().json() == null ? null : write(notice, OUTSIDE, notice.outside());
  }

  private String write(TaskNotice notice, String column, @Nullable Object value) {
    return sealed.write(notice.task().tenant(), notice.task().taskId(), column, value);
  }
}
