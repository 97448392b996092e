package io.fluxo.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.command.workflow.Definition;
import io.fluxo.command.workflow.NodeDefinition;
import io.fluxo.command.workflow.Settings;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.StepEvent.StepScheduled;
import io.fluxo.messages.workflow.WorkflowId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A decision leaves marks for secrets, and says where they are. */
class SecretStepsTest {

  private static final String CALLS =
      """
      id: orders
      nodes:
        - id: call
          type: effect
          config:
            url: https://example.org
            headers: {Authorization: "Bearer ${secrets.token}", X: "${input.x}"}
            body: {key: "${secrets.key}", said: "${input.x} and ${secrets.key}"}
      """;

  @Test
  void theStepHoldsMarksAndWhereTheyAre() {
    StepScheduled step =
        RunScenario.given(CALLS)
            .started(Map.of("x", "${secrets.token}"))
            .last()
            .schedule()
            .getFirst();
    assertThat(step.input().object())
        .isEqualTo(
            Map.of(
                "url", "https://example.org",
                "headers",
                    Map.of("Authorization", "Bearer ${secrets.token}", "X", "${secrets.token}"),
                "body",
                    Map.of(
                        "key", "${secrets.key}", "said", "${secrets.token} and ${secrets.key}")));
    SecretUse use = step.secrets();
    assertThat(use).isNotNull();
    assertThat(use.workflow()).isEqualTo("orders");
    assertThat(use.places())
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                new SecretPlace("/headers/Authorization", 7, "token"),
                new SecretPlace("/body/key", 0, "key"),
                new SecretPlace("/body/said", 21, "key")));
  }

  @Test
  void aStepWithoutSecretsSaysNothingOfThem() {
    StepScheduled step =
        RunScenario.given(
                """
                id: orders
                nodes:
                  - {id: call, type: effect, config: {a: "${input.x}", b: "$${secrets.token}"}}
                """)
            .started(Map.of("x", "${secrets.token}"))
            .last()
            .schedule()
            .getFirst();
    assertThat(step.secrets()).isNull();
    assertThat(step.input().object())
        .isEqualTo(Map.of("a", "${secrets.token}", "b", "${secrets.token}"));
  }

  @Test
  void aNodeThatTellsOtherRunsGetsNone() {
    // Published before there were secrets; it would be refused now.
    NodeDefinition node =
        new NodeDefinition(
            "call",
            "tells_other_runs",
            null,
            Map.of("a", "x${secrets.token}"),
            null,
            Map.of(),
            null,
            null,
            null,
            null);
    Definition old =
        new Definition(
            new WorkflowId("orders"),
            "orders",
            null,
            Settings.DEFAULT,
            null,
            null,
            "call",
            List.of(node));
    StepScheduled step = RunScenario.given(old).started(Map.of()).last().schedule().getFirst();
    assertThat(step.secrets()).isNull();
    assertThat(step.input().object()).isEqualTo(Map.of("a", "x"));
  }
}
