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
import java.util.Map;

/** Runs the examples that need more than an input: another system, an event, a time. */
final class SpecialRuns {

  private final User user;
  private final Map<String, Runnable> runs =
      Map.of(
          "stock-level", this::stockLevel,
          "await-payment", this::awaitPayment,
          "morning-report", this::morningReport);

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

  private void gives(String workflow, JsonNode input, String output) {
    JsonNode run = user.run(workflow, input);
    assertThat(run.path("output")).as("%s", run).isEqualTo(json(output));
  }

  private static JsonNode json(String text) {
    return Examples.json(text.replace('\'', '"'));
  }
}
