package io.fluxo.command.humantask;

import static io.fluxo.command.humantask.TaskScenario.ANA;
import static io.fluxo.command.humantask.TaskScenario.BEA;
import static io.fluxo.command.humantask.TaskScenario.EVE;
import static io.fluxo.command.humantask.TaskScenario.MAX;
import static io.fluxo.command.humantask.TaskScenario.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCommand.AnswerByLink;
import io.fluxo.messages.humantask.TaskCommand.AttachFile;
import io.fluxo.messages.humantask.TaskCommand.ClaimTask;
import io.fluxo.messages.humantask.TaskCommand.CommentTask;
import io.fluxo.messages.humantask.TaskCommand.DelegateTask;
import io.fluxo.messages.humantask.TaskCommand.IssueLink;
import io.fluxo.messages.humantask.TaskCommand.RevokeLink;
import io.fluxo.messages.humantask.TaskCommand.StartTask;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskFile;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who may do what with a task. */
class TaskRightsTest {

  private static void refused(Rejection.Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejection.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void whoHasNothingToDoWithATaskDoesNotSeeIt() {
    TaskScenario task = TaskScenario.approval();
    refused(Rejection.Code.NOT_FOUND, () -> task.when(new ClaimTask(TASK, EVE)));
    refused(Rejection.Code.NOT_FOUND, () -> task.completes(EVE, "approved"));
    refused(
        Rejection.Code.NOT_FOUND,
        () -> task.when(new CommentTask(TASK, Payload.of("I was here"), EVE)));
  }

  @Test
  void ofTwoWhoClaimOneWinsAndTheOtherIsTold() {
    TaskScenario task = TaskScenario.approval().when(new ClaimTask(TASK, ANA));
    assertThatThrownBy(() -> task.when(new ClaimTask(TASK, BEA)))
        .hasMessageContaining("reserved by somebody");
    refused(Rejection.Code.FORBIDDEN, () -> task.completes(BEA, "approved"));
    assertThat(task.completes(ANA, "approved").facts().state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void aManagerGivesTasksToPeopleButDoesNotAnswerForThem() {
    TaskScenario task = TaskScenario.approval();
    refused(Rejection.Code.FORBIDDEN, () -> task.completes(MAX, "approved"));
    task.when(new DelegateTask(TASK, "carl", MAX));
    assertThat(task.facts().owner()).isEqualTo("user:carl");
    refused(Rejection.Code.FORBIDDEN, () -> task.when(new DelegateTask(TASK, "bea", ANA)));
  }

  @Test
  void whoIsExcludedAnswersInNoWay() {
    TaskScenario task =
        TaskScenario.given(
            """
            {"kind": "approval", "title": "T", "exclude": ["user:ana"],
             "candidates": {"users": ["ana", "bea"], "roles": ["agent"]}}
            """);
    refused(Rejection.Code.FORBIDDEN, () -> task.when(new ClaimTask(TASK, ANA)));
    refused(Rejection.Code.FORBIDDEN, () -> task.when(new StartTask(TASK, ANA)));
    refused(Rejection.Code.FORBIDDEN, () -> task.completes(ANA, "approved"));
    refused(Rejection.Code.FORBIDDEN, () -> task.when(new DelegateTask(TASK, "ana", MAX)));
    Acting forAna = new Acting("user:carl", Set.of("user:carl"), Set.of("user:ana"), false);
    refused(Rejection.Code.NOT_FOUND, () -> task.completes(forAna, "approved"));
    Acting managing = new Acting("user:ana", Set.of("user:ana"), Set.of("user:bea"), true);
    refused(Rejection.Code.FORBIDDEN, () -> task.completes(managing, "approved"));
    assertThat(task.completes(BEA, "approved").facts().state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void whoStandsInAnswersInPlaceOfWhoIsAway() {
    Acting forBea = new Acting("user:carl", Set.of("user:carl"), Set.of("user:bea"), false);
    TaskScenario task = TaskScenario.approval().when(new ClaimTask(TASK, forBea));
    assertThat(task.last()).containsExactly(new TaskEvent.TaskClaimed("user:carl", "user:bea"));
    TaskScenario owned = TaskScenario.approval().when(new ClaimTask(TASK, BEA));
    assertThat(owned.completes(forBea, "approved").facts().state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void whereNobodyIsKnownWhoIsAskedAManagerSaysWho() {
    TaskScenario task =
        TaskScenario.given(
            "{\"kind\":\"approval\",\"title\":\"T\",\"candidates\":{\"users\":[\"nobody\"]}}");
    assertThat(task.facts().state()).isEqualTo(TaskState.CREATED);
    refused(Rejection.Code.NOT_FOUND, () -> task.completes(ANA, "approved"));
    task.when(new DelegateTask(TASK, "ana", MAX)).completes(ANA, "rejected");
    assertThat(task.facts().state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void filesAreTakenByTypeSizeAndNumber() {
    TaskScenario task = TaskScenario.approval();
    refused(Rejection.Code.INVALID_INPUT, () -> task.when(attach("application/pdf", 10)));
    refused(Rejection.Code.TOO_LARGE, () -> task.when(attach("image/png", 6 * 1024 * 1024)));
    task.when(attach("image/png", 10));
    refused(Rejection.Code.TOO_LARGE, () -> task.when(attach("image/png", 10)));
  }

  private static AttachFile attach(String type, long bytes) {
    return new AttachFile(TASK, new TaskFile("00", Payload.of("f"), type, bytes), ANA);
  }

  @Test
  void aLinkIsGoodOnceAndUntilItEnds() {
    TaskScenario task =
        TaskScenario.approval()
            .when(new ClaimTask(TASK, ANA))
            .when(link("one", TaskScenario.approval().now().plus(Duration.ofHours(1)), ANA));
    refused(Rejection.Code.NOT_FOUND, () -> task.answersByLink("other", "approved"));
    task.answersByLink("one", "approved");
    assertThat(task.last())
        .containsExactly(
            new TaskEvent.TaskCompleted("approved", Payload.EMPTY, Payload.NULL, "link:one"));
    refused(Rejection.Code.NOT_FOUND, () -> task.answersByLink("one", "approved"));

    TaskScenario late =
        TaskScenario.approval()
            .when(link("one", TaskScenario.approval().now().plus(Duration.ofHours(1)), null))
            .after(Duration.ofHours(1));
    refused(Rejection.Code.NOT_FOUND, () -> late.answersByLink("one", "approved"));
  }

  @Test
  void aLinkThatWasTakenBackIsGoodForNothing() {
    TaskScenario task =
        TaskScenario.approval()
            .when(link("one", TaskScenario.approval().now().plus(Duration.ofHours(1)), MAX))
            .when(new RevokeLink(TASK, "one", MAX));
    refused(
        Rejection.Code.NOT_FOUND,
        () -> task.when(new AnswerByLink(TASK, "one", "approved", Payload.EMPTY, Payload.NULL)));
    task.when(link("one", TaskScenario.approval().now().plus(Duration.ofHours(2)), null));
    refused(Rejection.Code.NOT_FOUND, () -> task.answersByLink("one", "approved"));
    assertThat(task.when(new RevokeLink(TASK, "one", MAX)).last()).isEmpty();
  }

  private static IssueLink link(String id, java.time.Instant until, Acting who) {
    return new IssueLink(TASK, id, until, Payload.NULL, who);
  }
}
