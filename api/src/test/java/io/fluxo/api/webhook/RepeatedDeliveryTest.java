package io.fluxo.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers deliver the same event more than once; it starts one run. */
@ExtendWith(Fluxo.class)
class RepeatedDeliveryTest {

  private static final String SECRET = "s3cret";

  @BeforeAll
  static void publish(User user) {
    for (String name : List.of("by-header", "by-header-too", "at-once", "single")) {
      publish(user, name, name, "{header: X-Delivery, window: 2d}");
    }
    publish(user, "by-path", "by-path", "{path: event.id}");
    publish(user, "left", "shared", "{header: X-Delivery}");
    publish(user, "right", "shared", "{header: X-Delivery}");
    user.publish(
        """
        id: unnamed
        nodes:
          - {id: hook, type: webhook_trigger, config: {endpoint: unnamed}, next: end}
          - {id: end, type: noop}
        """);
  }

  private static void publish(User user, String name, String endpoint, String idempotency) {
    user.publish(
        """
        id: %s
        nodes:
          - id: hook
            type: webhook_trigger
            config:
              endpoint: %s
              verify: {scheme: hmac, header: X-Sig, secret: %s}
              idempotency: %s
            next: end
          - {id: end, type: noop}
        """
            .formatted(name, endpoint, SECRET, idempotency));
  }

  private static Answer deliver(Webhook hook, String body, String header, String id) {
    return hook.deliver(
        body.getBytes(UTF_8), Map.of("X-Sig", Webhook.hmac(SECRET, body), header, id));
  }

  private static JsonNode accepted(Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.body().path("runs");
  }

  private static boolean replayed(Answer answer) {
    return answer.raw().headers().firstValue("Idempotency-Replayed").isPresent();
  }

  private static void hasRuns(User user, String workflow, int count) {
    Eventually.is(
        () -> user.get("/api/v1/runs?workflow=" + workflow + "&status=completed"),
        answer -> answer.body().path("items").size() >= count);
    assertThat(user.runs(workflow)).hasSize(count);
  }

  @Test
  void theSecondDeliveryHearsTheFirstAnswerAndStartsNothing(User user) {
    Webhook hook = new Webhook(user, "by-header").open();
    Answer first = deliver(hook, "{\"n\":1}", "X-Delivery", "d-1");
    Answer again = deliver(hook, "{\"n\":1}", "x-delivery", "d-1");
    // An attempt that is counted inside of the body changes it; it still is the same event.
    Answer counted = deliver(hook, "{\"n\":1,\"attempt\":3}", "X-Delivery", "d-1");
    Answer other = deliver(hook, "{\"n\":1}", "X-Delivery", "d-2");
    assertThat(accepted(first)).hasSize(1);
    assertThat(accepted(again)).isEqualTo(accepted(first));
    assertThat(accepted(counted)).isEqualTo(accepted(first));
    assertThat(accepted(other)).isNotEqualTo(accepted(first));
    assertThat(replayed(first)).isFalse();
    assertThat(replayed(again)).isTrue();
    assertThat(replayed(other)).isFalse();
    hasRuns(user, "by-header", 2);
  }

  @Test
  void aForgedRepetitionHearsNothing(User user) {
    Webhook hook = new Webhook(user, "by-path").open();
    String body = "{\"event\":{\"id\":41}}";
    JsonNode first = accepted(deliver(hook, body, "X-Other", "1"));
    assertThat(hook.deliver(body.getBytes(UTF_8), Map.of("X-Sig", "00")).status()).isEqualTo(401);
    assertThat(accepted(deliver(hook, body, "X-Other", "2"))).isEqualTo(first);
    assertThat(accepted(deliver(hook, "{\"event\":{\"id\":42}}", "X-Other", "1")))
        .isNotEqualTo(first);
    hasRuns(user, "by-path", 2);
  }

  @Test
  void whoDoesNotNameTheEventStartsARunEachTime(User user) {
    Webhook hook = new Webhook(user, "by-header-too").open();
    for (String id : List.of("", "")) {
      accepted(deliver(hook, "{}", "X-Delivery", id));
      accepted(deliver(hook, "[1]", "X-Other", id));
    }
    hasRuns(user, "by-header-too", 4);
  }

  @Test
  void theSameNameAtAnotherEndpointIsAnotherEvent(User user) {
    Webhook shared = new Webhook(user, "shared").open();
    Webhook single = new Webhook(user, "single").open();
    // Two workflows listen here: both run, once each.
    assertThat(accepted(deliver(shared, "{}", "X-Delivery", "d-9"))).hasSize(2);
    Answer again = deliver(shared, "{}", "X-Delivery", "d-9");
    assertThat(replayed(again)).isTrue();
    hasRuns(user, "left", 1);
    hasRuns(user, "right", 1);
    Answer elsewhere = deliver(single, "{}", "X-Delivery", "d-9");
    assertThat(accepted(elsewhere)).hasSize(1);
    assertThat(replayed(elsewhere)).isFalse();
  }

  @Test
  void deliveriesAtTheSameInstantStartOneRun(User user) throws Exception {
    Webhook hook = new Webhook(user, "at-once").open();
    List<Callable<JsonNode>> deliveries =
        IntStream.range(0, 24)
            .<Callable<JsonNode>>mapToObj(
                i -> () -> accepted(deliver(hook, "{}", "X-Delivery", "same-" + i % 3)))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      assertThat(threads.invokeAll(deliveries).stream().map(RepeatedDeliveryTest::done).distinct())
          .hasSize(3);
    }
    hasRuns(user, "at-once", 3);
  }

  private static JsonNode done(Future<JsonNode> delivery) {
    try {
      return delivery.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void gitHubsHeaderCountsWithoutBeingNamed(User user) {
    Webhook hook = new Webhook(user, "unnamed");
    byte[] body = Webhook.fixture("github-push");
    Map<String, String> headers =
        Map.of("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958");
    Answer first =
        Eventually.is(() -> hook.deliver(body, headers), answer -> answer.status() != 404);
    Answer again = hook.deliver(body, headers);
    assertThat(accepted(again)).isEqualTo(accepted(first));
    hasRuns(user, "unnamed", 1);
  }
}
