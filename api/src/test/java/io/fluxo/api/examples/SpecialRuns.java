package io.fluxo.api.examples;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.fluxo.api.examples.User.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Runs the examples that need more than an input: another system, an event, a provider. */
final class SpecialRuns {

  private final User user;
  private final Map<String, Runnable> runs =
      Map.of(
          "stock-level", this::stockLevel,
          "await-payment", this::awaitPayment,
          "morning-report", this::morningReport,
          "github-push", this::gitHubPush,
          "whatsapp-message", this::whatsAppMessage,
          "meta-lead", this::metaLead,
          "payment-webhook", this::paymentWebhook);

  SpecialRuns(User user) {
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

  private void stockLevel() {
    WireMockServer stock = new WireMockServer(wireMockConfig().dynamicPort());
    stock.start();
    try {
      String pen = "/stock/pen";
      stock.stubFor(
          get(pen)
              .inScenario("pen")
              .whenScenarioStateIs("Started")
              .willReturn(aResponse().withStatus(503))
              .willSetStateTo("up"));
      stock.stubFor(
          get(pen)
              .inScenario("pen")
              .whenScenarioStateIs("up")
              .willReturn(okJson("{\"level\": 12}")));
      stock.stubFor(get("/stock/desk").willReturn(serverError()));
      gives("stock-level", stockInput(stock, "pen"), "{'sku': 'pen', 'level': 12}");
      stock.verify(2, getRequestedFor(urlEqualTo(pen)));
      gives(
          "stock-level",
          stockInput(stock, "desk"),
          "{'sku': 'desk', 'level': 'unknown', 'because': 'unavailable'}");
      stock.verify(4, getRequestedFor(urlEqualTo("/stock/desk")));
    } finally {
      stock.stop();
    }
  }

  private static JsonNode stockInput(WireMockServer stock, String sku) {
    return json("{'service': 'http://127.0.0.1:" + stock.port() + "', 'sku': '" + sku + "'}");
  }

  private void awaitPayment() {
    String run = user.start("await-payment", json("{'order': 'o-7', 'patience': '1h'}"));
    user.seen(run, "waiting_input");
    assertThat(event("o-8").path("resumed").asInt()).isZero();
    assertThat(event("o-7").path("resumed").asInt()).isEqualTo(1);
    assertThat(user.seen(run, "completed").path("output"))
        .isEqualTo(json("{'order': 'o-7', 'state': 'paid', 'amount': 5}"));
    gives(
        "await-payment",
        json("{'order': 'o-9', 'patience': '300ms'}"),
        "{'order': 'o-9', 'state': 'cancelled'}");
  }

  private JsonNode event(String order) {
    return user.post(
            "/api/v1/events",
            json(
                "{'name': 'payment.received', 'correlation': '"
                    + order
                    + "', 'data': {'amount': 5}}"))
        .json();
  }

  private void morningReport() {
    gives("morning-report", json("{}"), "{'report': 'ready'}");
    // Nobody waits for the morning here: the same workflow, at every second.
    user.publish(
        Examples.text("morning-report")
            .replace("id: morning-report", "id: report-now")
            .replace("cron: 0 8 * * MON-FRI", "cron: \"* * * * * *\""));
    eventually(
        () -> user.get("/api/v1/runs?workflow=report-now&status=completed"),
        answer -> !answer.json().path("items").isEmpty());
    user.post("/api/v1/workflows/report-now/archive", "{}");
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
    String signature = "v1=" + Webhook.hmac("fixture-payment-secret", now + "." + body);
    JsonNode run =
        new Webhook(user, "payments")
            .onlyGenuine(
                "payment-webhook",
                body.getBytes(StandardCharsets.UTF_8),
                "X-Pay-Signature",
                "t=" + now + "," + signature);
    assertThat(run.path("output")).isEqualTo(json("{'paid': 'o-30', 'resumed': 1}"));
    assertThat(user.seen(waiting, "completed").at("/output/amount").asInt()).isEqualTo(9);
  }

  private void gives(String workflow, JsonNode input, String output) {
    JsonNode run = user.run(workflow, input);
    assertThat(run.path("output")).as("%s", run).isEqualTo(json(output));
  }

  private static JsonNode json(String text) {
    return Examples.json(text.replace('\'', '"'));
  }
}
