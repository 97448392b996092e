package io.fluxo.connectors.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fluxo.connectors.FakeNode;
import io.fluxo.connectors.KeptSecrets;
import io.fluxo.connectors.Tasks;
import io.fluxo.messages.node.NodeFailure;
import io.fluxo.messages.secret.SecretPlace;
import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.step.Effect;
import io.fluxo.messages.step.StepOutcome;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import io.fluxo.messages.work.StepTask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets go into the call, and do not come out of it. */
class SecretStepsTest {

  private static final String VALUE = "s3cr3t-${secrets.token}";
  private final KeptSecrets secrets =
      new KeptSecrets().with("token", VALUE).with("key", "k3y-12345");

  @Test
  void valuesAreFilledInAtTheirPlacesAndNowhereElse() throws Exception {
    Map<String, Object> input =
        Map.of(
            "a/b",
            List.of("x", "Bearer ${secrets.token}, ${secrets.key}"),
            "sent",
            "${secrets.token}");
    StepTask filled =
        fill(input, new SecretPlace("/a~1b/1", 25, "key"), new SecretPlace("/a~1b/1", 7, "token"))
            .task();
    assertThat(filled.input().object())
        .isEqualTo(
            Map.of(
                "a/b",
                List.of("x", "Bearer " + VALUE + ", k3y-12345"),
                "sent",
                "${secrets.token}"));
    assertThat(filled.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void whatTheNodeAnswersIsClean() throws Exception {
    SecretFilling.Filled filled =
        fill(Map.of("t", "${secrets.token}"), new SecretPlace("/t", 0, "token"));
    StepOutcome echoed =
        filled.execute(FakeNode.of(task -> new StepOutcome.Succeeded(task.input(), null)));
    assertThat(echoed)
        .isEqualTo(new StepOutcome.Succeeded(Payload.of(Map.of("t", "${secrets.token}")), null));

    Throwable refused =
        catchThrowable(
            () ->
                filled.execute(
                    FakeNode.of(
                        task -> {
                          throw new NodeFailure(Failure.permanent("code", "No: " + VALUE));
                        })));
    assertThat(((NodeFailure) refused).failure().message()).isEqualTo("No: ${secrets.token}");

    Throwable thrown =
        catchThrowable(
            () ->
                filled.execute(
                    FakeNode.of(
                        task -> {
                          throw new IOException("to " + VALUE, new IOException(VALUE));
                        })));
    assertThat(thrown).hasNoCause().hasMessage("java.io.IOException: to ${secrets.token}");
    assertThat(thrown.getStackTrace()).isNotEmpty();
  }

  @Test
  void aMissingSecretFailsForGoodAndSaysHowToSetIt() {
    Failure failure = failure(Map.of("t", "${secrets.other}"), new SecretPlace("/t", 0, "other"));
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.errorClass()).isEqualTo(Failure.CONFIGURATION);
    assertThat(failure.message())
        .contains("${secrets.other}")
        .contains("PUT /api/v1/secrets/other")
        .contains("orders");
  }

  @Test
  void aKeystoreThatCannotBeReachedPasses() {
    secrets.goOut();
    Failure failure = failure(Map.of("t", "${secrets.token}"), new SecretPlace("/t", 0, "token"));
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.message()).doesNotContain("place");
  }

  @Test
  void marksThatAreNotWhereTheyShouldBeAreNotFilled() {
    Map<String, Object> input = Map.of("t", "x${secrets.token}");
    for (SecretPlace place :
        List.of(
            new SecretPlace("/t", 0, "token"),
            new SecretPlace("/t", 1, "key"),
            new SecretPlace("/t", 99, "token"),
            new SecretPlace("/u", 1, "token"))) {
      assertThat(failure(input, place).errorClass()).isEqualTo(Failure.INTERNAL);
    }
    assertThat(
            failure(input, new SecretPlace("/t", 1, "token"), new SecretPlace("/t", 1, "token"))
                .errorClass())
        .isEqualTo(Failure.INTERNAL);
  }

  @Test
  void aFewLargeSecretsAreNotMultipliedWithoutBounds() {
    secrets.with("large", "x".repeat(65_536));
    String mark = "${secrets.large}";
    SecretPlace[] places = new SecretPlace[100];
    for (int i = 0; i < places.length; i++) {
      places[i] = new SecretPlace("/t", i * mark.length(), "large");
    }
    assertThat(failure(Map.of("t", mark.repeat(100)), places).errorClass())
        .isEqualTo(Failure.LIMIT_EXCEEDED);
  }

  private Failure failure(Map<String, Object> input, SecretPlace... places) {
    return catchThrowableOfType(NodeFailure.class, () -> fill(input, places)).failure();
  }

  private SecretFilling.Filled fill(Map<String, Object> input, SecretPlace... places)
      throws NodeFailure {
    StepTask task = Tasks.of("n", Effect.IDEMPOTENT, 1, input);
    return new SecretFilling(secrets).fill(task, new SecretUse("orders", List.of(places)));
  }
}
