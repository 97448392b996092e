package io.fluxo.query.humantask;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.humantask.Sla;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskQuery;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskProjectionTest {
  private static final TaskId OWN = new TaskId(History.id(1).value());
  private final ReadSide side = new ReadSide();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void batchesRedeliveryAndReplayGiveTheSameRows(long seed) {
    new TaskHistory(side::store, seed).live(60);
    List<DomainEventMessage<?>> all = side.stored();
    side.project(all);
    List<String> atOnce = rows();
    assertThat(atOnce).hasSizeGreaterThan(200);
    List<String> told = notices();
    assertThat(told).hasSizeGreaterThan(60);
    side.reset();
    assertThat(side.rows()).isEmpty();

    for (DomainEventMessage<?> message : all) {
      side.project(List.of(message));
    }
    assertThat(rows()).isEqualTo(atOnce);
    assertThat(notices()).isEqualTo(told);

    side.reset();
    Random random = new Random(seed);
    int at = 0;
    while (at < all.size()) {
      int end = Math.min(all.size(), at + 1 + random.nextInt(40));
      side.project(all.subList(at, end));
      at = random.nextInt(3) == 0 ? Math.max(0, end - random.nextInt(60)) : end;
    }
    assertThat(rows()).isEqualTo(atOnce);
    side.project(all);
    assertThat(rows()).isEqualTo(atOnce);
    assertThat(notices()).isEqualTo(told);
  }

  @Test
  void aTaskThatEndsInsideOneBatchGetsARowAndNoLines() {
    store("user:ana", created(List.of("role:finance")));
    store(
        "user:bia",
        new TaskEvent.TaskCompleted("approved", Payload.EMPTY, Payload.NULL, "user:bia"));
    side.project(side.stored());
    assertThat(side.jdbc().queryForMap("SELECT state, outcome, answered_by FROM task_view"))
        .isEqualTo(Map.of("state", "completed", "outcome", "approved", "answered_by", "user:bia"));
    assertThat(side.jdbc().queryForList("SELECT 1 FROM task_line")).isEmpty();
  }

  @Test
  void aTaskWhoseBeginningWasNeverSeenHasNoRow() {
    store("user:ana", created(List.of()));
    store("user:ana", new TaskEvent.TaskPrioritized(5, 9));
    side.project(side.stored().subList(1, 2));
    assertThat(side.rows()).isEmpty();
    assertThat(notices()).isEmpty();
  }

  @Test
  void noticesTellThoseWhoAreConcernedButNotWhoDidIt() {
    Timer timer = TaskHistory.overdue(Timer.Of.complete, History.START);
    store("user:ana", created(List.of("role:finance", "user:ana")));
    store("user:bia", new TaskEvent.TaskClaimed("user:bia", null));
    store("timer", new TaskEvent.TaskReminded(timer));
    store("user:bia", new TaskEvent.TaskReleased("user:bia"));
    store("timer", new TaskEvent.TaskOverdue(timer));
    store("timer", new TaskEvent.TaskEscalated(timer, Sla.Act.raise_priority, List.of()));
    store("timer", new TaskEvent.TaskEscalated(timer, Sla.Act.notify, List.of("user:davi")));
    store("timer", new TaskEvent.TaskEscalated(timer, Sla.Act.reassign, List.of("role:legal")));
    store("user:caio", new TaskEvent.TaskForwarded(List.of(), List.of("user:caio", "user:bia")));
    store("user:ana", new TaskEvent.TaskDelegated(null, "user:bia", null));
    store("user:bia", new TaskEvent.TaskDelegated("user:bia", "user:bia", null));
    store("user:ana", new TaskEvent.TaskWithdrawn("Not needed"));
    side.project(side.stored());
    assertThat(
            side.jdbc()
                .queryForList(
                    "SELECT concat_ws(' ', substr(id, 28), what, recipients, excluded, priority)"
                        + " FROM task_notice ORDER BY length(id), id",
                    String.class))
        .containsExactly(
            "0 created {role:finance} {user:eve,user:ana} 5",
            "2 reminded {user:bia} {user:eve,timer} 5",
            "3 released {role:finance,user:ana} {user:eve,user:bia} 5",
            "4 overdue {role:finance,user:ana} {user:eve,timer} 5",
            "6 escalated {user:davi} {user:eve,timer} 6",
            "7 escalated {role:legal} {user:eve,timer} 6",
            "8 forwarded {user:bia} {user:eve,user:caio} 6",
            "9 assigned {user:bia} {user:eve,user:ana} 6",
            "11 withdrawn {user:bia} {user:eve,user:ana} 6");
  }

  @Test
  void whatARunAsksIsToldToWhoeverMovedItOnAndToManagersWhereNobodyIsAsked() {
    TaskId ofRun = TaskId.of(History.id(2), 1);
    TaskId nobodys = TaskId.of(History.id(2), 2);
    store(ofRun, TaskHistory.created(ofRun, List.of("user:ana"), List.of(), 5));
    store(nobodys, TaskHistory.created(nobodys, List.of(), List.of(), 5));
    side.project(side.stored());
    assertThat(
            side.jdbc()
                .queryForList(
                    "SELECT recipients::text || excluded::text FROM task_notice ORDER BY id",
                    String.class))
        .containsExactly("{user:ana}{}", "{role:manager}{}");
  }

  @Test
  void whatIsOldIsToldToNobody() {
    store("user:ana", created(List.of("role:finance")));
    side.at(History.START.plus(Duration.ofDays(8)));
    side.project(side.stored());
    assertThat(notices()).isEmpty();
  }

  @Test
  void hostileTextStopsNobodyAndIsFound() throws Throwable {
    TaskId task = TaskId.of(History.id(2), 1);
    String name = "n\0\"{}\\".repeat(30);
    String value = "V\0,\"\uD83D\uDE00".repeat(5_000);
    TaskEvent.TaskCreated plain =
        TaskHistory.created(
            task,
            List.of("role:a\"b,\\c{}", "role:NULL", "role:n\0"),
            List.of(""),
            5,
            null,
            Payload.of(Map.of(name, value, "deep", List.of(Map.of("x", 1)))));
    store(task, plain);
    side.project(side.stored());
    for (String role : List.of("role:a\"b,\\c{}", "role:NULL", "role:n\0")) {
      assertThat(available(role, Map.of(name, value))).isEqualTo(1);
      assertThat(available(role, Map.of(name, "w"))).isZero();
    }
    assertThat(available("role:a", Map.of())).isZero();
  }

  private int available(String role, Map<String, String> fields) throws Throwable {
    return side.ask(
            new TaskQuery.ListTasks(
                "default",
                "main",
                Who.of("user:zoe", role),
                TaskQuery.Inbox.available,
                null,
                null,
                null,
                null,
                fields,
                new PageRequest(null, 9)),
            ResponseTypes.instanceOf(Page.class))
        .items()
        .size();
  }

  private static TaskEvent.TaskCreated created(List<String> candidates) {
    return TaskHistory.created(OWN, candidates, List.of("user:eve"), 5);
  }

  private void store(String actor, TaskEvent event) {
    side.store("default", "main", actor, OWN.value(), event, History.START);
  }

  private void store(TaskId task, TaskEvent event) {
    Instant now = History.START;
    side.store("default", "main", task.value(), event, now);
  }

  /** The rows, and the lines that follow from them. */
  private List<String> rows() {
    List<String> rows = new ArrayList<>(side.rows());
    assertThat(
            side.jdbc()
                .queryForList(
                    "SELECT task_id FROM task_view WHERE ended_at IS NULL ORDER BY 1",
                    String.class))
        .isEqualTo(
            side.jdbc()
                .queryForList(
                    "SELECT task_id FROM task_line WHERE principal = '*' ORDER BY 1",
                    String.class));
    return rows;
  }

  private List<String> notices() {
    return side.jdbc().queryForList("SELECT t::text FROM task_notice t ORDER BY id", String.class);
  }
}
