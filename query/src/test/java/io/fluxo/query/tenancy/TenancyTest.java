package io.fluxo.query.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;

import io.fluxo.messages.humantask.FileRule;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskKind;
import io.fluxo.messages.humantask.TaskSpec;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.RunId;
import io.fluxo.messages.run.RunQuery;
import io.fluxo.messages.run.RunView;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two tenants with the same names for everything: each sees its own, and nobody sees both. */
class TenancyTest {

  private static final List<String> READABLE =
      List.of(
          "run_view",
          "run_count",
          "workflow_view",
          "workflow_version",
          "trigger_binding",
          "calendar_view",
          "task_view",
          "task_line",
          "task_answer",
          "task_field",
          "event_of_workspace");

  private final ReadSide side = new ReadSide();
  private final JdbcTemplate reading = side.reading();

  @BeforeEach
  void twoTenants() {
    side.storeRun("ana", "main", new RunId("01jd00000000000000000000a1"));
    side.storeRun("bia", "main", new RunId("01jd00000000000000000000b1"));
    side.storeRun("bia", "other", new RunId("01jd00000000000000000000b2"));
    side.project(side.stored());
  }

  @Test
  void withoutAWorkspaceThereIsNothing() {
    for (String table : READABLE) {
      assertThat(reading.queryForList("SELECT 1 FROM " + table)).as(table).isEmpty();
    }
    assertThatThrownBy(() -> reading.queryForList("SELECT 1 FROM event"))
        .hasStackTraceContaining("permission denied");
    assertThatThrownBy(() -> reading.update("DELETE FROM run_view"))
        .hasStackTraceContaining("permission denied");
  }

  @Test
  void aStatementThatForgetsToAskForTheTenantSeesItsOwnAlone() {
    assertThat(runs("ana", "main")).containsExactly("01jd00000000000000000000a1");
    assertThat(runs("bia", "main")).containsExactly("01jd00000000000000000000b1");
    assertThat(runs("bia", "other")).containsExactly("01jd00000000000000000000b2");
    assertThat(runs("eve", "main")).isEmpty();
    assertThat(runs("", "")).isEmpty();
  }

  @Test
  void aConnectionThatComesBackKeepsNothing() {
    for (int i = 0; i < 5; i++) {
      assertThat(runs("ana", "main")).hasSize(1);
      assertThat(reading.queryForList("SELECT 1 FROM run_view")).isEmpty();
    }
  }

  @Test
  void questionsAreAnsweredInsideOfTheirWorkspace() throws Throwable {
    Page<?> page =
        side.ask(
            new RunQuery.ListRuns(
                "bia", "main", null, null, null, null, null, new PageRequest(null, 9)),
            instanceOf(Page.class));
    assertThat(page.items())
        .extracting(run -> ((RunView) run).runId().value())
        .containsExactly("01jd00000000000000000000b1");
    assertThatThrownBy(
            () ->
                side.ask(
                    new RunQuery.FindRun("ana", "main", new RunId("01jd00000000000000000000b1")),
                    instanceOf(RunView.class)))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void tasksAndWhatTheyAreFoundByAreOfOneWorkspaceAlone() {
    List<String> tables = List.of("task_view", "task_line", "task_answer", "task_field");
    for (String tenant : List.of("ana", "bia")) {
      for (int i = 0; i < 2; i++) {
        TaskId task = new TaskId("01jd00000000000000000000" + tenant.charAt(0) + (8 + i));
        side.store(tenant, "main", task.value(), asked(task), History.START);
        if (i == 1) {
          side.store(
              tenant,
              "main",
              task.value(),
              new TaskEvent.TaskCompleted("submitted", Payload.EMPTY, Payload.NULL, "user:eve"),
              History.START);
        }
      }
    }
    side.project(side.stored());
    for (String table : tables) {
      assertThat(side.owner().queryForList("SELECT DISTINCT tenant FROM " + table, String.class))
          .containsExactlyInAnyOrder("ana", "bia");
      assertThat(reading.queryForList("SELECT 1 FROM " + table)).isEmpty();
      assertThat(seen("ana", "main", "SELECT DISTINCT tenant FROM " + table))
          .containsExactly("ana");
      assertThat(seen("ana", "other", "SELECT DISTINCT tenant FROM " + table)).isEmpty();
    }
    assertThatThrownBy(() -> reading.queryForList("SELECT 1 FROM task_notice"))
        .hasStackTraceContaining("permission denied");
  }

  private static TaskEvent.TaskCreated asked(TaskId task) {
    TaskSpec spec =
        new TaskSpec(
            TaskKind.FORM,
            Payload.of(Map.of("title", "Fill in")),
            Payload.NULL,
            List.of(),
            List.of("user:eve"),
            List.of(),
            Payload.NULL,
            TaskSpec.DEFAULT_PRIORITY,
            null,
            null,
            Payload.of(Map.of("name", "value")),
            FileRule.NONE,
            false);
    return new TaskEvent.TaskCreated(task, null, spec, null, List.of());
  }

  private List<String> seen(String tenant, String workspace, String sql) {
    var transactions =
        new DataSourceTransactionManager(Objects.requireNonNull(reading.getDataSource()));
    return Objects.requireNonNull(
        new TransactionTemplate(transactions)
            .execute(
                status -> {
                  reading.queryForList(
                      "SELECT set_config('fluxo.tenant', ?, true), set_config('fluxo.workspace', ?,"
                          + " true)",
                      tenant,
                      workspace);
                  return reading.queryForList(sql, String.class);
                }));
  }

  private List<String> runs(String tenant, String workspace) {
    var transactions =
        new DataSourceTransactionManager(Objects.requireNonNull(reading.getDataSource()));
    return Objects.requireNonNull(
        new TransactionTemplate(transactions)
            .execute(
                status -> {
                  reading.queryForList(
                      "SELECT set_config('fluxo.tenant', ?, true), set_config('fluxo.workspace', ?,"
                          + " true)",
                      tenant,
                      workspace);
                  List<String> events =
                      reading.queryForList(
                          "SELECT DISTINCT aggregate_id FROM event_of_workspace", String.class);
                  List<String> rows =
                      reading.queryForList("SELECT run_id FROM run_view", String.class);
                  assertThat(events).isEqualTo(rows);
                  return rows;
                }));
  }
}
