package io.fluxo.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.FluxoClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A definition names the secret by which webhooks are verified; the value is elsewhere. */
@ExtendWith(Fluxo.class)
class HookSecretsTest {

  private static final String HOOK_SECRET = "the-secret-of-the-provider";
  private static Webhook webhook;

  @BeforeAll
  static void publish(User user) {
    set(user, "hookToken", "", "ready-when-asked");
    user.publish(
        """
        id: named
        nodes:
          - id: hook
            type: webhook_trigger
            config:
              endpoint: named
              verify: {scheme: hmac, header: X-Hub-Signature-256, prefix: "sha256=", secret: "${secrets.hookSecret}"}
              verifyToken: "${ secrets.hookToken }"
            next: end
          - {id: end, type: noop}
        """);
    webhook = new Webhook(user, "named").open();
  }

  @Test
  void theValueVerifiesAndIsReplacedAtOnce(User user) {
    // The text of the definition is not the secret, and without the secret nothing is genuine.
    assertThat(deliver(HOOK_SECRET)).isEqualTo(401);
    assertThat(deliver("${secrets.hookSecret}")).isEqualTo(401);
    assertThat(deliver("")).isEqualTo(401);

    set(user, "hookSecret", "", HOOK_SECRET);
    assertThat(deliver(HOOK_SECRET)).isEqualTo(202);
    assertThat(deliver("${secrets.hookSecret}")).isEqualTo(401);

    set(user, "hookSecret", "?scope=node&workflow=named&node=hook", "another-secret-value");
    assertThat(deliver(HOOK_SECRET)).isEqualTo(401);
    assertThat(deliver("another-secret-value")).isEqualTo(202);

    set(user, "hookSecret", "?scope=node&workflow=named&node=other", "of-another-node");
    assertThat(deliver("of-another-node")).isEqualTo(401);
    assertThat(user.get("/api/v1/workflows/named/versions/latest").raw().body())
        .contains("${secrets.hookSecret}")
        .doesNotContain(HOOK_SECRET);
  }

  @Test
  void theTokenAnswersMetasQuestion(User user) {
    assertThat(ask(user, "ready-when-asked")).isEqualTo(200);
    assertThat(ask(user, "$%7Bsecrets.hookToken%7D")).isEqualTo(403);
    assertThat(ask(user, "")).isEqualTo(403);
  }

  private static int ask(User user, String token) {
    return user.get(
            "/api/v1/hooks/named?hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + token)
        .status();
  }

  private static int deliver(String secret) {
    String body = "{\"n\": 1}";
    String signature = secret.isEmpty() ? "" : "sha256=" + Webhook.hmac(secret, body);
    return webhook
        .deliver(body.getBytes(StandardCharsets.UTF_8), Map.of(Webhook.HUB, signature))
        .status();
  }

  private static void set(User user, String name, String query, String value) {
    Answer answer =
        user.send(
            user.request("/api/v1/secrets/" + name + query)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"value\": \"" + value + "\"}")));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }
}
