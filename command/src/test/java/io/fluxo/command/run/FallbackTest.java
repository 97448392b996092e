package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.run.RunEvent;
import io.fluxo.messages.step.StepPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who takes over a failure, and in which order. */
class FallbackTest {

  @Test
  void aFixedOutputTakesThePlaceOfTheFailedNodes() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: ask, type: effect, fallback: {output: {price: 7}}, next: end}
                  - {id: end, type: data_transform, config: {value: "${nodes.ask.output.price}"}}
                """)
            .started(Map.of())
            .fails(1, "unavailable");
    assertThat(run.output()).isEqualTo(7);
  }

  @Test
  void anotherNodeIsExecutedInPlaceAndTheRunGoesOnBehindTheFailedOne() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: ask, type: effect, fallback: {node: other}, next: end}
                  - {id: other, type: effect}
                  - {id: end, type: data_transform, config: {value: "${nodes.ask.output.price}"}}
                """)
            .started(Map.of())
            .fails(1, "unavailable");
    assertThat(run.state().open().get(2)).isEqualTo(new Activation.Step("other", 0));
    assertThat(run.succeeds(2, Map.of("price", 8)).output()).isEqualTo(8);
  }

  @Test
  void theFallbackComesBeforeTheHandler() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                nodes:
                  - {id: ask, type: effect, fallback: {output: 1}, onError: handle}
                  - {id: handle, type: data_transform, config: {value: 2}}
                """)
            .started(Map.of())
            .fails(1, "refused");
    assertThat(run.output()).isEqualTo(1);
  }

  @Test
  void theFallbackWorkflowStandsInForTheRestWithTheErrorAsData() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                settings: {fallback: {fallbackFlowId: rescue, escalateToHuman: true}}
                output: "${nodes.never.output}"
                nodes:
                  - {id: ask, type: effect}
                """)
            .started(Map.of("n", 1))
            .fails(1, "unavailable");
    assertThat(run.last().schedule()).hasSize(1);
    Map<String, Object> config = run.last().schedule().getFirst().input().object();
    assertThat(config).containsEntry("workflow", "rescue");
    assertThat(config.get("input").toString()).contains("unavailable").contains("n=1");
    assertThat(run.succeeds(2, "saved").output()).isEqualTo("saved");
  }

  @Test
  void whereTheFallbackWorkflowFailsAPersonIsAsked() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                settings: {fallback: {fallbackFlowId: rescue, escalateToHuman: true}}
                nodes:
                  - {id: ask, type: effect}
                """)
            .started(Map.of())
            .fails(1, "unavailable")
            .fails(2, "sub_workflow");
    assertThat(run.end()).isInstanceOf(RunEvent.RunEscalated.class);
    assertThat(run.state().phase()).isEqualTo(RunState.Phase.RUNNING);
  }

  @Test
  void aFailureInsideABlockIsLaidBeforeAPersonWhileTheOthersGoOn() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                settings: {fallback: {escalateToHuman: true}}
                nodes:
                  - {id: all, type: for_each, config: {items: [1, 2], concurrency: 2}, branches: {body: act}}
                  - {id: act, type: effect}
                """)
            .started(Map.of())
            .fails(2, "refused");
    assertThat(run.end()).isInstanceOf(RunEvent.RunEscalated.class);
    run.succeeds(3, "two");
    assertThat(run.skipped(2, "one").output()).isEqualTo(java.util.List.of("one", "two"));
  }

  @Test
  void nobodyIsAskedWhereABlockOrTheRunHasAHandler() {
    String each =
        """
        id: w
        settings: {%s fallback: {escalateToHuman: true}}
        nodes:
          - {id: all, type: for_each, config: {items: [1]}, branches: {body: act} %s}
          - {id: act, type: effect}
          - {id: handle, type: data_transform, config: {value: handled}}
        """;
    assertThat(
            RunScenario.given(each.formatted("", ", onError: handle"))
                .started(Map.of())
                .fails(2, "refused")
                .output())
        .isEqualTo("handled");
    assertThat(
            RunScenario.given(each.formatted("onError: handle,", ""))
                .started(Map.of())
                .fails(2, "refused")
                .output())
        .isEqualTo("handled");
  }

  @Test
  void whatSomebodyGivesUpFailsTheRun() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                settings: {fallback: {escalateToHuman: true}}
                nodes:
                  - {id: ask, type: effect}
                """)
            .started(Map.of())
            .fails(1, "refused")
            .discarded();
    assertThat(run.end()).isInstanceOf(RunEvent.RunFailed.class);
  }

  @Test
  void aNodeThatSaysNothingOfRetriesTakesThoseOfTheWorkflow() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                settings: {fallback: {maxRetries: 0, timeoutSeconds: 3}}
                nodes:
                  - {id: ask, type: effect}
                """)
            .started(Map.of());
    StepPolicy policy = run.last().schedule().getFirst().policy();
    assertThat(policy).isNotNull();
    assertThat(policy.maxAttempts()).isEqualTo(1);
    assertThat(policy.timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void theRetriesOfARunHaveABudget() {
    RunScenario run =
        RunScenario.given(
                """
                id: w
                settings: {retryBudget: 2}
                nodes:
                  - {id: one, type: effect, retry: {maxAttempts: 3}, next: two}
                  - {id: two, type: effect, retry: {maxAttempts: 3}}
                """)
            .started(Map.of());
    assertThat(run.last().schedule().getFirst().policy().maxAttempts()).isEqualTo(3);
    run.succeeds(1, "", 3);
    assertThat(run.last().schedule().getFirst().policy().maxAttempts()).isEqualTo(1);
  }
}
