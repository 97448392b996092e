package io.fluxo.query.humantask;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCounts;
import io.fluxo.messages.humantask.TaskQuery.CountTasks;
import io.fluxo.messages.humantask.TaskQuery.EvaluateSla;
import io.fluxo.messages.humantask.TaskQuery.Inbox;
import io.fluxo.messages.humantask.TaskQuery.ListTasks;
import io.fluxo.messages.value.SealedColumns;
import io.fluxo.query.text.StoredText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of tasks, as read. */
@Component
final class TaskList {
  /** As many rows can be looked at for a page; what more tasks have is soon found among lines. */
  private static final int RARE = 3_000;

  private final JdbcClient jdbc;
  private final TaskTable rows;
  private final SealedColumns sealed;

  TaskList(@Qualifier("reading") JdbcTemplate jdbc, TaskTable rows, SealedColumns sealed) {
    this.rows = rows;
    this.sealed = sealed;
    this.jdbc = JdbcClient.create(jdbc);
  }

  /** Tasks in their order after a place; one more than the page holds. */
  List<TaskFold> list(ListTasks query, Place after, Instant now) {
    int rare = rare(query);
    String sql =
        rare >= 0 || RowSql.answers(query)
            ? RowSql.page(query, after.order(), rare)
            : InboxSql.page(query, after.order());
    Sources sources = Sources.of(query.inbox(), query.who());
    JdbcClient.StatementSpec statement =
        whose(jdbc.sql(sql), query.tenant(), query.workspace(), query.who(), sources, now)
            .param("urgency", after.urgency())
            .param("time", after.time())
            .param("after", after.taskId())
            .param("limit", query.page().limit() + 1)
            .param("state", query.state() == null ? null : query.state().text())
            .param("workflow", StoredText.of(query.workflow()))
            .param("run", StoredText.of(query.run()))
            .param("businessKey", StoredText.of(query.businessKey()))
            .param("hiddenKey", hiddenKey(query));
    int i = 0;
    for (Map.Entry<String, String> field : query.fields().entrySet()) {
      statement =
          statement
              .param("name" + i, Fields.name(field.getKey()))
              .param("value" + i, hidden(query, field))
              .param("plain" + i, Fields.value(field.getValue()));
      i++;
    }
    return statement.query((row, number) -> rows.read(row)).list();
  }

  /** Which of the fields of a query few tasks have, -1 where none is rare or something else is. */
  private int rare(ListTasks query) {
    if (query.run() != null || query.businessKey() != null) {
      return -1;
    }
    int i = 0;
    for (Map.Entry<String, String> field : query.fields().entrySet()) {
      int found =
          jdbc.sql(
                  "SELECT count(*) FROM (SELECT 1 FROM task_field f WHERE f.tenant = :tenant"
                      + " AND f.workspace = :workspace AND "
                      + InboxSql.field(0)
                      + " LIMIT :limit) c")
              .param("tenant", query.tenant())
              .param("workspace", query.workspace())
              .param("name0", Fields.name(field.getKey()))
              .param("value0", hidden(query, field))
              .param("plain0", Fields.value(field.getValue()))
              .param("limit", RARE + 1)
              .query(Integer.class)
              .single();
      if (found <= RARE) {
        return i;
      }
      i++;
    }
    return -1;
  }

  private @Nullable String hiddenKey(ListTasks query) {
    String key = StoredText.of(query.businessKey());
    return key == null
        ? null
        : sealed.hidden(query.tenant(), SealedColumns.key(query.workspace(), key));
  }

  private String hidden(ListTasks query, Map.Entry<String, String> field) {
    return sealed.hidden(query.tenant(), Fields.hidden(query.workspace(), field));
  }

  TaskCounts counts(CountTasks query, Instant now) {
    Sources sources = Sources.of(Inbox.overdue, query.who());
    return whose(
            jdbc.sql(InboxSql.counts()),
            query.tenant(),
            query.workspace(),
            query.who(),
            sources,
            now)
        .param("most", TaskCounts.MOST)
        .query(
            (row, number) ->
                new TaskCounts(row.getInt("mine"), row.getInt("available"), row.getInt("overdue")))
        .single();
  }

  /** The ids of tasks that were asked for in the period of a query, the oldest first. */
  List<String> created(EvaluateSla query, int limit) {
    return jdbc.sql(
            """
            SELECT task_id FROM task_view WHERE tenant = :tenant AND workspace = :workspace
              AND created_at >= CAST(:from AS timestamptz)
              AND created_at < CAST(:until AS timestamptz)
              AND (CAST(:workflow AS text) IS NULL OR workflow = :workflow)
            ORDER BY created_at, task_id LIMIT :limit
            """)
        .param("tenant", query.tenant())
        .param("workspace", query.workspace())
        .param("from", query.from().toString())
        .param("until", query.until().toString())
        .param("workflow", StoredText.of(query.workflow()))
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  private static JdbcClient.StatementSpec whose(
      JdbcClient.StatementSpec statement,
      String tenant,
      String workspace,
      Acting who,
      Sources sources,
      Instant now) {
    List<String> owners = new ArrayList<>(who.standsIn());
    owners.add(who.person());
    return statement
        .param("tenant", tenant)
        .param("workspace", workspace)
        .param("person", StoredText.of(who.person()))
        .param("principals", texts(who.principals()))
        .param("instead", texts(who.standsIn()))
        .param("owners", texts(owners))
        .param("sources", texts(sources.principals()))
        .param("hows", texts(sources.hows()))
        .param("now", now.toString());
  }

  private static @Nullable String[] texts(Collection<String> values) {
    return Stream.of(values.toArray(String[]::new)).map(StoredText::of).toArray(String[]::new);
  }
}
