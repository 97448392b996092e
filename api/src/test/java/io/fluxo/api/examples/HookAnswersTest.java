package io.fluxo.api.examples;

import static io.fluxo.api.examples.User.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.api.examples.User.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a provider hears, and which bodies are taken. */
@ExtendWith(Fluxo.class)
class HookAnswersTest {

  /** Publishes a workflow that hands its body on, and waits until its endpoint is known. */
  private static Webhook hook(User user, String name, String config) {
    user.publish(
        """
        id: %s
        nodes:
          - id: hook
            type: webhook_trigger
            config: {endpoint: %s, %s}
            next: end
          - {id: end, type: data_transform, config: {value: "${input.body}"}}
        """
            .formatted(name, name, config));
    eventually(
        () ->
            user.get(
                "/api/v1/hooks/"
                    + name
                    + "?hub.mode=subscribe&hub.verify_token=ready&hub.challenge=1"),
        answer -> answer.status() == 200);
    return new Webhook(user, name);
  }

  private static Answer deliver(Webhook hook, String body, String type) {
    return hook.deliver(body.getBytes(UTF_8), Map.of("Content-Type", type));
  }

  private static JsonNode output(User user, Answer answer) {
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(202);
    return user.seen(answer.json().at("/runs/0").asText(), "completed").path("output");
  }

  @Test
  void aWorkflowSaysWhatIsAnswered(User user) {
    Webhook text =
        hook(
            user,
            "answers-text",
            "verifyToken: ready, respond: {status: 201, body: EVENT_RECEIVED}");
    Answer answer =
        text.deliver("{}".getBytes(UTF_8), Map.of("Accept", "application/json", "X-A", "1"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.type()).isEqualTo("text/plain");
    assertThat(answer.raw().body()).isEqualTo("EVENT_RECEIVED");

    Webhook json =
        hook(
            user,
            "answers-json",
            "verifyToken: ready, respond: {body: {ok: true, list: [1, null]}}");
    answer = deliver(json, "{}", "application/json");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("application/json");
    assertThat(answer.raw().body()).isEqualTo("{\"ok\":true,\"list\":[1,null]}");

    Webhook silent = hook(user, "answers-nothing", "verifyToken: ready, respond: {status: 204}");
    answer = deliver(silent, "{}", "application/json");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.raw().body()).isEmpty();
    for (String name : List.of("answers-text", "answers-json", "answers-nothing")) {
      eventually(
          () -> user.get("/api/v1/runs?workflow=" + name),
          seen -> seen.json().path("items").size() == 1);
    }
  }

  @Test
  void aFormIsCheckedOverItsBytesAsTheyCame(User user) {
    Webhook form =
        hook(
            user,
            "takes-forms",
            "verifyToken: ready, verify: {scheme: hmac, header: X-Sig, secret: form-secret}");
    // Written in a way in which nobody would write it again after reading it.
    String body = "b=%7e~&a=1+2%203&a=%c3%a1&c&=";
    Answer answer =
        form.deliver(
            body.getBytes(UTF_8),
            Map.of(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-Sig",
                Webhook.hmac("form-secret", body)));
    JsonNode output = output(user, answer);
    assertThat(output.path("b").asText()).isEqualTo("~~");
    assertThat(output.path("c").asText()).isEmpty();
  }

  @Test
  void aRunSeesNoProofAndNoCredentials(User user) {
    user.publish(
        """
        id: sees-headers
        nodes:
          - id: hook
            type: webhook_trigger
            config: {endpoint: sees-headers, verifyToken: ready, verify: {scheme: hmac, header: X-Proof, secret: k}}
            next: end
          - {id: end, type: data_transform, config: {value: "${input}"}}
        """);
    Webhook hook = new Webhook(user, "sees-headers").open();
    String body = "not json";
    JsonNode output =
        output(
            user,
            hook.deliver(
                body.getBytes(UTF_8),
                Map.of(
                    "X-Proof",
                    Webhook.hmac("k", body),
                    "Authorization",
                    "Bearer t",
                    "Cookie",
                    "c=1",
                    "X-Event",
                    "push")));
    assertThat(output.path("body").asText()).isEqualTo(body);
    assertThat(output.at("/headers/x-event").asText()).isEqualTo("push");
    for (String hidden : List.of("x-proof", "authorization", "cookie", "host")) {
      assertThat(output.path("headers").has(hidden)).as(hidden).isFalse();
    }
  }

  @Test
  void noBodyBreaksAnything(User user) {
    Webhook hook = hook(user, "takes-all", "verifyToken: ready");
    String deep = "[".repeat(100_000);
    for (String body :
        List.of(
            "",
            "{",
            "\"\\u0000\"",
            "\"\\ud800\"",
            deep,
            "1e999999999",
            "null",
            "\u0000",
            "{\"n\":123456789012345678901234567890}",
            "{\"a\":1,\"a\":2}")) {
      Answer answer = deliver(hook, body, "application/json");
      assertThat(answer.status()).as("%.40s %s", body, answer.json()).isIn(202, 400, 422);
      assertThat(answer.raw().body()).doesNotContain("Exception", "io.fluxo");
    }
    assertThat(output(user, hook.deliver(new byte[] {(byte) 0xff, 'a'}, Map.of())).asText())
        .isEqualTo("\ufffda");
    assertThat(
            output(user, deliver(hook, "{\"a\":1}", "application/cloudevents+json"))
                .path("a")
                .asInt())
        .isEqualTo(1);
    assertThat(deliver(hook, " ".repeat((2 << 20) + 1), "application/json").status())
        .isEqualTo(413);
    String parts = "--b\r\n\r\nx\r\n--b--";
    assertThat(output(user, deliver(hook, parts, "multipart/form-data; boundary=b")).asText())
        .isEqualTo(parts);
    assertThat(deliver(hook, "--b", "multipart/form-data").status()).isEqualTo(202);
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
      assertThat(answer.json().at("/errors/0/pointer").asText()).startsWith("/nodes/0/config");
    }
  }
}
