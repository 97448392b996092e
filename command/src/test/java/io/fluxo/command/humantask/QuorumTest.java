package io.fluxo.command.humantask;

import static io.fluxo.command.humantask.TaskScenario.ANA;
import static io.fluxo.command.humantask.TaskScenario.BEA;
import static io.fluxo.command.humantask.TaskScenario.EVE;
import static io.fluxo.command.humantask.TaskScenario.TASK;
import static io.fluxo.command.humantask.TaskScenario.acting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.messages.humantask.Acting;
import io.fluxo.messages.humantask.TaskCommand.ClaimTask;
import io.fluxo.messages.humantask.TaskCommand.IssueLink;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.humantask.TaskState;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Payload;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several people who have to agree. */
class QuorumTest {

  private static TaskScenario task(String quorum) {
    return TaskScenario.given(
        """
        {"kind": "approval", "title": "T", "candidates": {"users": ["ana", "bea", "eve", "fay"]},
         "quorum": %s}
        """
            .formatted(quorum));
  }

  private static String outcome(TaskScenario task) {
    return task.facts().end() instanceof TaskEvent.TaskCompleted done ? done.outcome() : "open";
  }

  @Test
  void asManyAsAreNeededDecide() {
    TaskScenario task = task("{\"approvals\":2}").completes(ANA, "approved");
    assertThat(outcome(task)).isEqualTo("open");
    assertThat(outcome(task.completes(BEA, "approved"))).isEqualTo("approved");
    assertThat(task.facts().votes()).containsOnlyKeys("user:ana", "user:bea");
  }

  @Test
  void oneNoIsEnoughWhereThereIsAVeto() {
    TaskScenario task = task("{\"approvals\":2,\"veto\":true}").completes(ANA, "approved");
    assertThat(outcome(task.completes(BEA, "rejected"))).isEqualTo("rejected");
  }

  @Test
  void theAnswerIsNoOnceTooFewAreLeftForAYes() {
    TaskScenario task = task("{\"approvals\":2,\"of\":3}").completes(ANA, "rejected");
    assertThat(outcome(task)).isEqualTo("open");
    assertThat(outcome(task.completes(BEA, "rejected"))).isEqualTo("rejected");
  }

  @Test
  void nobodyAnswersTwice() {
    TaskScenario task = task("{\"approvals\":2}").completes(ANA, "approved");
    assertThat(task.completes(ANA, "approved").last()).isEmpty();
    assertThatThrownBy(() -> task.completes(ANA, "rejected")).isInstanceOf(Rejection.class);
    Acting forAna = new Acting("user:carl", Set.of("user:carl"), Set.of("user:ana"), false);
    assertThat(task.completes(forAna, "approved").last()).as("Ana's voice is counted").isEmpty();
    assertThat(outcome(task)).isEqualTo("open");
  }

  @Test
  void aLinkIsOneVoiceAndNotTheWholeDecision() {
    TaskScenario task =
        task("{\"approvals\":2}")
            .when(
                new IssueLink(
                    TASK,
                    "one",
                    TaskScenario.approval().now().plus(Duration.ofDays(1)),
                    Payload.NULL,
                    null));
    task.answersByLink("one", "approved");
    assertThat(outcome(task)).isEqualTo("open");
    assertThatThrownBy(() -> task.answersByLink("one", "approved")).isInstanceOf(Rejection.class);
    assertThat(outcome(task.completes(EVE, "approved"))).isEqualTo("approved");
  }

  @Test
  void nobodyTakesItForHimself() {
    assertThatThrownBy(() -> task("{\"approvals\":2}").when(new ClaimTask(TASK, acting("ana"))))
        .hasMessageContaining("decided by several people");
  }

  @Test
  void whatIsDecidedStaysDecided() {
    TaskScenario task =
        task("{\"approvals\":2}").completes(ANA, "approved").completes(BEA, "approved");
    assertThatThrownBy(() -> task.completes(EVE, "rejected")).isInstanceOf(Rejection.class);
    assertThat(task.facts().state()).isEqualTo(TaskState.COMPLETED);
  }
}
