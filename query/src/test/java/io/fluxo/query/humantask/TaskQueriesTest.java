package io.fluxo.query.humantask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.axonframework.messaging.responsetypes.ResponseTypes.instanceOf;

import io.fluxo.messages.calendar.Span;
import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.Quorum;
import io.fluxo.messages.humantask.SlaReport;
import io.fluxo.messages.humantask.TaskDetail;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskFile;
import io.fluxo.messages.humantask.TaskId;
import io.fluxo.messages.humantask.TaskQuery;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.humantask.Timer;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.run.StepId;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepEvent;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.History;
import io.fluxo.query.ReadSide;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskQueriesTest {
  private static final Instant START = History.START;
  private static final TaskId TASK = TaskId.of(History.id(3), 2);
  private static final Acting MANAGER = Who.manager("user:boss");

  private final ReadSide side = new ReadSide();
  private Instant now = START;

  @Test
  void aTaskIsToldWhole() throws Throwable {
    Timer start = TaskHistory.overdue(Timer.Of.start, START.plusSeconds(50));
    Timer due = TaskHistory.overdue(Timer.Of.complete, START.plusSeconds(100));
    add(
        "run",
        TaskHistory.created(TASK, List.of("role:finance"), List.of("user:eve"), 7, start, due));
    add("user:ana", new TaskEvent.TaskClaimed("user:ana", "user:bia"));
    add("user:ana", new TaskEvent.TaskStarted("user:ana"));
    add("user:bia", new TaskEvent.TaskCommented(Payload.of("Look twice")));
    TaskFile file = new TaskFile("ab", Payload.of("a.pdf"), "application/pdf", 9);
    add("user:ana", new TaskEvent.TaskFileAttached(file));
    add("user:ana", new TaskEvent.TaskLinkIssued("l1", now.plusSeconds(60), Payload.NULL));
    add("user:ana", new TaskEvent.TaskLinkIssued("l2", now.plusSeconds(60), Payload.NULL));
    add("user:ana", new TaskEvent.TaskLinkIssued("l3", now, Payload.NULL));
    add("user:ana", new TaskEvent.TaskLinkRevoked("l1"));
    side.at(now);

    TaskDetail open = find(MANAGER);
    assertThat(open.task().state()).isEqualTo(TaskState.IN_PROGRESS);
    assertThat(open.task().startBy()).isNull();
    assertThat(open.task().due()).isEqualTo(START.plusSeconds(100));
    assertThat(open.task().overdue()).isFalse();
    assertThat(open.timers()).containsExactly(due);
    assertThat(open.links()).extracting(TaskDetail.Link::id).containsExactly("l2");
    assertThat(open.outcomes()).containsExactly("approved", "rejected");
    assertThat(open.excluded()).containsExactly("user:eve");
    assertThat(open.files()).extracting(TaskDetail.Attached::file).containsExactly(file);
    side.at(START.plusSeconds(101));
    assertThat(find(MANAGER).task().overdue()).isTrue();

    add("timer", new TaskEvent.TaskOverdue(due));
    assertThat(find(MANAGER).timers()).isEmpty();
    add(
        "user:ana",
        new TaskEvent.TaskCompleted(
            "approved", Payload.of(Map.of("n", 1)), Payload.of("Ok"), "user:ana"));
    TaskDetail done = find(MANAGER);
    assertThat(done.answer()).isEqualTo(Payload.of(Map.of("n", 1)));
    assertThat(done.links()).isEmpty();
    assertThat(done.task().overdue()).isFalse();
    assertThat(done.comments())
        .extracting(TaskDetail.Comment::by, TaskDetail.Comment::text)
        .containsExactly(
            tuple("user:bia", Payload.of("Look twice")), tuple("user:ana", Payload.of("Ok")));
    assertThat(done.history())
        .extracting(TaskDetail.Act::what, TaskDetail.Act::before, TaskDetail.Act::after)
        .startsWith(
            tuple("flx.human_task.created", null, TaskState.READY),
            tuple("flx.human_task.claimed", TaskState.READY, TaskState.RESERVED),
            tuple("flx.human_task.started", TaskState.RESERVED, TaskState.IN_PROGRESS))
        .endsWith(tuple("flx.human_task.resolved", TaskState.IN_PROGRESS, TaskState.COMPLETED));
  }

  @Test
  void votesAreTold() throws Throwable {
    add(
        "run",
        TaskHistory.created(
            TASK, List.of("role:finance"), List.of(), 5, new Quorum(2, 3, false), Payload.NULL));
    add(
        "user:ana",
        new TaskEvent.TaskVoted("user:ana", "approved", Payload.EMPTY, Payload.of("+1")));
    add("user:bia", new TaskEvent.TaskVoted("user:bia", "approved", Payload.EMPTY, Payload.NULL));
    add(
        "user:bia",
        new TaskEvent.TaskCompleted("approved", Payload.EMPTY, Payload.of("x"), "user:bia"));
    TaskDetail task = find(Who.of("user:ana"));
    assertThat(task.votes())
        .extracting(TaskDetail.Vote::by, TaskDetail.Vote::comment)
        .containsExactly(tuple("user:ana", Payload.of("+1")), tuple("user:bia", Payload.NULL));
    assertThat(task.task().voted()).containsExactly("user:ana", "user:bia");
    assertThat(task.comments()).isEmpty();
  }

  @Test
  void aTaskIsNotThereForWhoeverHasNothingToDoWithIt() throws Throwable {
    add(
        "run",
        TaskHistory.created(
            TASK, List.of("role:finance", "user:bia", "user:eve"), List.of("user:eve"), 5));
    assertSeen(
        null,
        MANAGER,
        Who.of("user:bia"),
        Who.of("user:caio", "role:finance"),
        Who.with("user:caio", Set.of("user:bia"), false));
    assertHidden(
        Who.of("user:caio", "role:legal"), Who.with("user:caio", Set.of("user:eve"), false));
    add("user:boss", new TaskEvent.TaskDelegated(null, "user:davi", null));
    assertSeen(Who.of("user:davi"), Who.with("user:caio", Set.of("user:davi"), false));
    add("user:boss", new TaskEvent.TaskForwarded(List.of(), List.of("role:legal")));
    assertHidden(Who.of("user:davi"), Who.of("user:bia"), Who.of("user:caio", "role:finance"));
    add("link", new TaskEvent.TaskFailed(Payload.of("No"), "user:gil"));
    assertSeen(Who.of("user:gil"));
  }

  @Test
  void whatIsNoTaskOrOfAnotherWorkspaceIsNotFound() {
    add("run", TaskHistory.created(TASK, List.of("user:bia"), List.of(), 5));
    StepId step = StepId.of(History.id(3), 5);
    side.store(
        "default",
        "main",
        step.value(),
        new StepEvent.StepScheduled(step, "n", "noop", Effect.ONCE, Payload.EMPTY, null),
        START);
    for (TaskQuery.FindTask query :
        List.of(
            new TaskQuery.FindTask("default", "side", TASK, MANAGER),
            new TaskQuery.FindTask("other", "main", TASK, MANAGER),
            new TaskQuery.FindTask("default", "side", TASK, null),
            new TaskQuery.FindTask("default", "main", new TaskId(step.value()), MANAGER),
            new TaskQuery.FindTask("default", "main", TaskId.of(History.id(3), 9), MANAGER))) {
      assertNotFound(query);
    }
  }

  @Test
  void deadlinesAreTriedOnWhatHappened() throws Throwable {
    for (int i = 1; i <= 4; i++) {
      TaskId task = TaskId.of(History.id(3), i);
      Instant begun = START.plusSeconds(i * 1000L);
      String workspace = i == 4 ? "side" : "main";
      side.store(
          "default",
          workspace,
          task.value(),
          TaskHistory.created(task, List.of("user:bia"), List.of(), 5),
          begun);
      side.store(
          "default",
          workspace,
          task.value(),
          new TaskEvent.TaskCompleted("approved", Payload.EMPTY, Payload.NULL, "user:bia"),
          begun.plusSeconds(i * 60L));
    }
    side.project(side.stored());
    SlaReport report = evaluate("PT1M30S", START.plusSeconds(9000), null);
    assertThat(report.tasks()).isEqualTo(3);
    assertThat(report.more()).isFalse();
    assertThat(report.answeredLate()).isEqualTo(2);
    assertThat(report.startedLate()).isZero();
    assertThat(report.late())
        .extracting(late -> late.taskId().value().substring(27), late -> late.by().toSeconds())
        .containsExactly(tuple("2", 30L), tuple("3", 90L));
    assertThat(evaluate("PT1M30S", START.plusSeconds(3000), null).tasks()).isEqualTo(2);
    assertThat(evaluate("PT1M30S", START.plusSeconds(9000), "pay").tasks()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                side.ask(
                    new TaskQuery.EvaluateSla(
                        "default", "main", "nobodys", null, null, START, now, null),
                    instanceOf(SlaReport.class)))
        .isInstanceOf(Rejection.class);
  }

  private SlaReport evaluate(String complete, Instant until, String workflow) throws Throwable {
    return side.ask(
        new TaskQuery.EvaluateSla(
            "default", "main", null, null, Span.parse(complete), START, until, workflow),
        instanceOf(SlaReport.class));
  }

  private void assertSeen(Acting... people) throws Throwable {
    for (Acting who : people) {
      assertThat(find(who).task().taskId()).isEqualTo(TASK);
    }
  }

  private void assertHidden(Acting... people) {
    for (Acting who : people) {
      assertNotFound(new TaskQuery.FindTask("default", "main", TASK, who));
    }
  }

  private void assertNotFound(TaskQuery.FindTask query) {
    assertThatThrownBy(() -> side.ask(query, instanceOf(TaskDetail.class)))
        .as("%s", query)
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.NOT_FOUND));
  }

  private TaskDetail find(Acting who) throws Throwable {
    return side.ask(
        new TaskQuery.FindTask("default", "main", TASK, who), instanceOf(TaskDetail.class));
  }

  private void add(String actor, TaskEvent event) {
    now = now.plusMillis(1);
    side.store("default", "main", actor, TASK.value(), event, now);
  }
}
