package io.fluxo.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a provider hears, and which settings are refused. */
@ExtendWith(Fluxo.class)
class HookAnswersTest {

  @Test
  void aWorkflowSaysWhatIsAnswered(User user) {
    Webhook text =
        Webhook.handingOn(
            user,
            "answers-text",
            "verifyToken: ready, respond: {status: 201, body: EVENT_RECEIVED}");
    Answer answer =
        text.deliver("{}".getBytes(UTF_8), Map.of("Accept", "application/json", "X-A", "1"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.type()).isEqualTo("text/plain");
    assertThat(answer.raw().body()).isEqualTo("EVENT_RECEIVED");

    Webhook json =
        Webhook.handingOn(
            user,
            "answers-json",
            "verifyToken: ready, respond: {body: {ok: true, list: [1, null]}}");
    answer = json.deliver("{}", "application/json");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("application/json");
    assertThat(answer.raw().body()).isEqualTo("{\"ok\":true,\"list\":[1,null]}");

    Webhook silent =
        Webhook.handingOn(user, "answers-nothing", "verifyToken: ready, respond: {status: 204}");
    answer = silent.deliver("{}", "application/json");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.raw().body()).isEmpty();
    for (String name : List.of("answers-text", "answers-json", "answers-nothing")) {
      Eventually.is(
          () -> user.get("/api/v1/runs?workflow=" + name),
          seen -> seen.body().path("items").size() == 1);
    }
  }

  @Test
  void aRuleThatCouldLetSomebodyInIsNotPublished(User user) {
    for (String config :
        List.of(
            "verify: {scheme: hmac, header: X-Sig}",
            "verify: {scheme: hmac, header: X-Sig, secret: ''}",
            "verify: {scheme: none, header: X-Sig, secret: s}",
            "verify: {scheme: hmac, header: X-Sig, secret: s, signedContent: '{timestamp}'}",
            "verify: yes",
            "verifyToken: ''",
            "idempotency: {window: 2d}",
            "idempotency: {header: X-Id, window: 0d}",
            "respond: {status: 302}")) {
      Answer answer =
          user.tryToPublish(
              """
              id: careless
              nodes:
                - {id: hook, type: webhook_trigger, config: {endpoint: careless, %s}, next: end}
                - {id: end, type: noop}
              """
                  .formatted(config));
      assertThat(answer.status()).as(config).isEqualTo(422);
      assertThat(answer.body().at("/errors/0/pointer").asText()).startsWith("/nodes/0/config");
    }
  }
}
