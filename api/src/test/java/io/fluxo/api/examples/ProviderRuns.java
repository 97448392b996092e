package io.fluxo.api.examples;

import static io.fluxo.api.examples.User.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Runs the examples that providers begin, with bodies and signatures as providers send them. */
final class ProviderRuns {

  private static final String SECRET = "fixture-payment-secret";

  private final User user;
  private final Map<String, Runnable> runs =
      Map.of(
          "github-push", this::gitHubPush,
          "whatsapp-message", this::whatsAppMessage,
          "meta-lead", this::metaLead,
          "payment-webhook", this::paymentWebhook);

  ProviderRuns(User user) {
    this.user = user;
  }

  /** Whether there is such a run; it has passed then. */
  boolean run(String name) {
    Runnable run = runs.get(name);
    if (run != null) {
      run.run();
    }
    return run != null;
  }

  private void gitHubPush() {
    JsonNode run =
        new Webhook(user, "github-push")
            .onlyGenuine(
                "github-push",
                Webhook.fixture("github-push"),
                Webhook.HUB,
                "sha256=d0bfb0bb1679a911e987f804cc716495d58f1dc08d172b63c97fba5b464ebd4c");
    assertThat(run.path("output"))
        .isEqualTo(
            json(
                "{'build': 'Example/Hello-World', 'messages': ['first'],"
                    + " 'commit': '0000000000000000000000000000000000000001'}"));
  }

  private void whatsAppMessage() {
    Webhook meta = new Webhook(user, "whatsapp");
    JsonNode run =
        meta.onlyGenuine(
            "whatsapp-message",
            Webhook.fixture("whatsapp-text"),
            Webhook.HUB,
            "sha256=57cefb946db31489905834e5143914c15ffaf49d0198aec44867fef5d5898d4b");
    assertThat(run.path("output"))
        .isEqualTo(
            json(
                "{'action': 'answer', 'to': '5511999990001',"
                    + " 'text': 'Olá, Ana Exemplo! Já estamos preparando o seu orçamento.'}"));
    assertThat(
            meta.deliver(
                    Webhook.fixture("whatsapp-status-delivered"),
                    Map.of(
                        Webhook.HUB,
                        "sha256=d4b6709611dc621c5002115efd43a7055ff072f51186afaf1d4e175df6ba0994"))
                .status())
        .isEqualTo(200);
    JsonNode noted =
        eventually(
                () -> user.get("/api/v1/runs?workflow=whatsapp-message&status=completed"),
                answer -> answer.json().path("items").size() == 2)
            .json();
    String id = noted.at("/items/0/runId").asText();
    assertThat(user.get("/api/v1/runs/" + id).json().path("output"))
        .isEqualTo(json("{'action': 'none', 'status': 'delivered'}"));
  }

  private void metaLead() {
    JsonNode run =
        new Webhook(user, "meta-lead")
            .onlyGenuine(
                "meta-lead",
                Webhook.fixture("meta-leadgen"),
                Webhook.HUB,
                "sha256=672d6c6fc071a3375acc3f4a6b919a5e6a1d2a184e4fd8d6a3bf59dbb76e08eb");
    assertThat(run.path("output"))
        .isEqualTo(
            json(
                "{'lead': '123123123123', 'form': '12312312312', 'page': '153125381133',"
                    + " 'at': '2025-11-20T15:00:00.000Z'}"));
  }

  private void paymentWebhook() {
    String waiting = user.start("await-payment", json("{'order': 'o-30', 'patience': '1h'}"));
    user.seen(waiting, "waiting_input");
    String body =
        json("{'id': 'evt-1', 'type': 'payment.succeeded', 'data': {'order': 'o-30', 'amount': 9}}")
            .toString();
    long now = Instant.now().getEpochSecond();
    String signature = "v1=" + Webhook.hmac(SECRET, now + "." + body);
    Webhook provider = new Webhook(user, "payments").open();
    long old = now - 400;
    String late = "t=" + old + ",v1=" + Webhook.hmac(SECRET, old + "." + body);
    assertThat(
            provider
                .deliver(body.getBytes(StandardCharsets.UTF_8), Map.of("X-Pay-Signature", late))
                .status())
        .isEqualTo(401);
    JsonNode run =
        provider.onlyGenuine(
            "payment-webhook",
            body.getBytes(StandardCharsets.UTF_8),
            "X-Pay-Signature",
            "t=" + now + "," + signature);
    assertThat(run.path("output")).isEqualTo(json("{'paid': 'o-30', 'resumed': 1}"));
    assertThat(user.seen(waiting, "completed").at("/output/amount").asInt()).isEqualTo(9);
  }

  private static JsonNode json(String text) {
    return Examples.json(text.replace('\'', '"'));
  }
}
