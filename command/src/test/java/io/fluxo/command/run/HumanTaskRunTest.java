package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.run.RunEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Human tasks in runs: asked for, answered, refused, withdrawn, held. */
class HumanTaskRunTest {

  private static final String APPROVAL =
      """
      id: w
      nodes:
        - id: approve
          type: human_task
          config: {kind: approval, title: "Pay ${input.sum}", candidates: {users: [ana]}}
          next: pay
        - {id: pay, type: effect}
      """;

  private static String failure(RunScenario run) {
    return ((RunEvent.RunFailed) run.end()).failure().errorClass();
  }

  @Test
  void theAnswerIsTheOutputAndPicksTheWay() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - id: choose
                    type: human_task
                    config: {kind: decision, title: Which, options: [ship, refund]}
                    branches: {ship: shipped, refund: refunded}
                  - {id: shipped, type: data_transform, config: {value: shipped}}
                  - {id: refunded, type: data_transform, config: {value: "${nodes.choose.output.answer.why}"}}
                """)
            .started(Map.of());
    assertThat(run.answers(1, "refund", Map.of("why", "broken")).output()).isEqualTo("broken");
  }

  @Test
  void whatIsAskedForIsResolvedWhenTheRunComesThere() {
    RunScenario run = RunScenario.given(APPROVAL).started(Map.of("sum", 12));
    assertThat(run.tasks().get(1).spec().text().object()).containsEntry("title", "Pay 12");
    assertThat(run.last().schedule()).isEmpty();
    assertThat(run.answers(1, "approved", Map.of()).last().schedule()).hasSize(1);
  }

  @Test
  void whatWasRefusedIsNotPassedOver() {
    for (String outcome : List.of("rejected", "expired")) {
      RunScenario run =
          RunScenario.given(APPROVAL).started(Map.of("sum", 1)).answers(1, outcome, Map.of());
      assertThat(failure(run)).isEqualTo("task_" + outcome);
      assertThat(run.last().schedule()).isEmpty();
    }
  }

  @Test
  void whatWasRefusedGoesTheWayThatIsThereForIt() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - id: approve
                    type: human_task
                    config: {kind: approval, title: T}
                    branches: {rejected: no, expired: late}
                    next: pay
                  - {id: pay, type: effect}
                  - {id: no, type: data_transform, config: {value: no}}
                  - {id: late, type: data_transform, config: {value: late}}
                """)
            .started(Map.of());
    assertThat(run.answers(1, "rejected", Map.of()).output()).isEqualTo("no");
  }

  /** Public failure 8 of comparable systems. */
  @Test
  void anApprovalInsideOfParallelBranchesCannotBeBypassed() {
    String parallel =
        """
        id: w
        nodes:
          - id: both
            type: parallel
            config: {join: all}
            branches: {check: approve, work: act}
            next: pay
          - {id: approve, type: human_task, config: {kind: approval, title: T}}
          - {id: act, type: effect}
          - {id: pay, type: effect}
        """;
    RunScenario run = RunScenario.given(parallel).started(Map.of());
    int task = run.tasks().keySet().iterator().next();
    int step = run.openSteps().getFirst();
    run.succeeds(step, "done");
    assertThat(run.last().schedule()).as("pay waits for the approval").isEmpty();
    assertThat(run.answers(task, "approved", Map.of()).last().schedule())
        .extracting(each -> each.node())
        .containsExactly("pay");

    RunScenario refused = RunScenario.given(parallel).started(Map.of());
    task = refused.tasks().keySet().iterator().next();
    assertThat(failure(refused.answers(task, "rejected", Map.of()))).isEqualTo("task_rejected");
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsWithdrawn() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - id: first
                    type: parallel
                    config: {join: any}
                    branches: {a: ask, b: act}
                  - {id: ask, type: human_task, config: {kind: approval, title: T}}
                  - {id: act, type: effect}
                """)
            .started(Map.of());
    assertThat(run.tasks()).hasSize(1);
    run.succeeds(run.openSteps().getFirst(), "done");
    assertThat(run.tasks()).isEmpty();
    assertThat(RunScenario.given(APPROVAL).started(Map.of()).cancelled("no").tasks()).isEmpty();
  }

  @Test
  void clocksStandStillAsLongAsTheRunIsPaused() {
    RunScenario run = RunScenario.given(APPROVAL).started(Map.of()).paused();
    assertThat(run.heldTasks()).containsExactly(1);
    assertThat(run.continued().heldTasks()).isEmpty();
  }

  @Test
  void aRetryAfterARefusalAsksAnew() {
    RunScenario run =
        RunScenario.given(APPROVAL).started(Map.of()).answers(1, "rejected", Map.of());
    run.retried(null);
    assertThat(run.tasks()).containsOnlyKeys(2);
    assertThat(run.answers(2, "approved", Map.of()).last().schedule()).hasSize(1);
  }

  @Test
  void aSkippedTaskIsWithdrawnAndTheRunGoesOn() {
    RunScenario run = RunScenario.given(APPROVAL).started(Map.of()).skipped(1, Map.of());
    assertThat(run.tasks()).isEmpty();
    assertThat(run.last().schedule()).hasSize(1);
  }

  @Test
  void whoStartedAndWhoDidTheStepBeforeCanBeExcluded() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - id: review
                    type: human_task
                    config: {kind: validation, title: T}
                    next: approve
                  - id: approve
                    type: human_task
                    config: {kind: approval, title: T, exclude: ["${run.startedBy}", "${nodes.review.output.by}"]}
                """)
            .started(Map.of())
            .answers(1, "valid", Map.of());
    assertThat(run.tasks().get(2).spec().excluded()).containsExactly("user:ana", "user:bea");
  }

  @Test
  void theChoicesOfAFormComeFromTheRun() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - id: ask
                    type: human_task
                    config:
                      kind: form
                      title: T
                      form:
                        schema: {type: object, properties: {city: {enum: "${input.cities}"}}}
                        data: {city: "${input.cities[0]}"}
                """)
            .started(Map.of("cities", List.of("Recife", "Natal")));
    Map<String, Object> form = run.tasks().get(1).spec().form().object();
    assertThat(form.toString()).contains("enum=[Recife, Natal]").contains("{city=Recife}");
  }

  @Test
  void whatCannotBeAskedForIsAFailureOfTheNode() {
    for (String wrong :
        List.of(
            "sla: {calendar: moon, complete: {within: 1d}}",
            "sla: {complete: {within: soon}}",
            "priority: \"${input.none}\", candidates: {roles: [\"No Role\"]}",
            "exclude: [somebody@nowhere]")) {
      RunScenario run =
          RunScenario.given(
                  """
                  id: w
                  nodes:
                    - {id: ask, type: human_task, config: {kind: approval, title: T, %s}}
                  """
                      .formatted(wrong))
              .started(Map.of());
      boolean everybodyIsKnown = wrong.startsWith("exclude");
      if (everybodyIsKnown) {
        assertThat(run.tasks()).hasSize(1);
      } else {
        assertThat(failure(run)).as(wrong).isEqualTo("configuration");
      }
    }
  }

  @Test
  void aWaitThatTimedOutWaitsAnewWhenItIsRetried() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: wait, type: wait_for_event, config: {event: go, timeout: 1h}}
                """)
            .started(Map.of())
            .after(java.time.Duration.ofHours(1))
            .woken(1);
    assertThat(failure(run)).isEqualTo("timeout");
    run.retried(null);
    assertThat(run.state().open()).containsOnlyKeys(2);
  }
}
