package io.fluxo.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which bodies are taken, and what of a request a run gets to see. */
@ExtendWith(Fluxo.class)
class HookBodiesTest {

  private static JsonNode output(User user, Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return user.seen(answer.body().at("/runs/0").asText(), "completed").path("output");
  }

  @Test
  void aFormIsCheckedOverItsBytesAsTheyCame(User user) {
    Webhook form =
        Webhook.handingOn(
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
    Webhook hook = Webhook.handingOn(user, "takes-all", "verifyToken: ready");
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
      Answer answer = hook.deliver(body, "application/json");
      assertThat(answer.status()).as("%.40s %s", body, answer.body()).isIn(202, 400, 422);
      assertThat(answer.raw().body()).doesNotContain("Exception", "io.fluxo");
    }
    assertThat(output(user, hook.deliver(new byte[] {(byte) 0xff, 'a'}, Map.of())).asText())
        .isEqualTo("\ufffda");
    assertThat(
            output(user, hook.deliver("{\"a\":1}", "application/cloudevents+json"))
                .path("a")
                .asInt())
        .isEqualTo(1);
    assertThat(hook.deliver(" ".repeat((2 << 20) + 1), "application/json").status()).isEqualTo(413);
    String parts = "--b\r\n\r\nx\r\n--b--";
    assertThat(output(user, hook.deliver(parts, "multipart/form-data; boundary=b")).asText())
        .isEqualTo(parts);
    assertThat(hook.deliver("--b", "multipart/form-data").status()).isEqualTo(202);
  }
}
