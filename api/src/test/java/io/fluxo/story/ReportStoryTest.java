package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What authorities ask for follows from what happened. */
class ReportStoryTest {

  private static RunningFluxo fluxo;
  private static FluxoClient client;
  private static EchoServer server;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.with();
    client = fluxo.client();
    server = new EchoServer();
    publish(
        """
        id: reimburse
        name: Reimbursement
        description: Pays back what patients paid
        input:
          type: object
          properties:
            patient: {type: object, properties: {cpf: {type: string}, name: {type: string}}}
            bills: {type: array, items: {type: object, properties: {value: {type: number}}}}
        nodes:
          - {id: call, type: http_request, config: {url: "%s"}, next: ask}
          - {id: ask, type: human_task, config: {kind: approval, title: Pay, candidates: {roles: [admin]}}}
        """
            .formatted(server.url("/echo")));
  }

  @AfterAll
  static void stop() {
    server.close();
    fluxo.close();
  }

  private static void publish(String yaml) {
    Answer answer = client.publish(yaml);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  @Test
  void theRecordsSayWhatWasDoneWithWhatAndWhy() throws Exception {
    refuse();
    client
        .with(null)
        .post("/api/v1/auth/login", "{\"email\":\"admin@localhost\",\"password\":\"wrong words\"}");

    JsonNode lgpd = get("/api/v1/reports/lgpd");
    JsonNode processing = lgpd.at("/workflows/0");
    assertThat(processing.path("purpose").asText())
        .isEqualTo("Reimbursement: Pays back what patients paid");
    assertThat(processing.path("data").toString())
        .isEqualTo("[\"/patient/cpf\",\"/patient/name\",\"/bills/*/value\"]");
    assertThat(processing.path("recipients").toString()).isEqualTo("[\"127.0.0.1\"]");
    assertThat(processing.path("connectors").toString())
        .isEqualTo("[\"http_request\",\"human_task\"]");
    assertThat(processing.at("/runs").properties().iterator().next().getValue().asInt())
        .isEqualTo(1);
    assertThat(lgpd.path("events"))
        .anyMatch(
            each ->
                each.path("kind").asText().equals("flx.login.refused")
                    && each.path("incident").asBoolean()
                    && each.path("count").asInt() == 1);
    assertThat(lgpd.path("whole").asBoolean()).isTrue();

    JsonNode ans = get("/api/v1/reports/ans");
    JsonNode service = ans.at("/workflows/0");
    assertThat(service.path("runs").asInt()).isEqualTo(1);
    assertThat(service.path("answered").asInt()).isEqualTo(1);
    assertThat(service.at("/decisions/rejected").asInt()).isEqualTo(1);
    assertThat(ans.at("/refusals/0/reason").asText()).isEqualTo("No bill");

    String before = "?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z";
    assertThat(get("/api/v1/reports/ans" + before).path("refusals")).isEmpty();
    assertThat(get("/api/v1/reports/lgpd" + before).path("events")).isEmpty();

    for (String name : new String[] {"lgpd", "ans"}) {
      HttpResponse<byte[]> pdf =
          HttpClient.newHttpClient()
              .send(
                  client
                      .request("/api/v1/reports/" + name)
                      .header("Accept", "application/pdf")
                      .GET()
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertThat(pdf.statusCode()).isEqualTo(200);
      assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }
    Eventually.is(
        () -> client.get("/api/v1/audit?kind=flx.data.read&subject=report:ans"),
        answer -> answer.body().path("items").size() == 1);
  }

  @Test
  void timesThatCannotBeReportedAreRefused() {
    for (String bad :
        new String[] {
          "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
          "?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
          "?format=doc"
        }) {
      assertThat(client.get("/api/v1/reports/lgpd" + bad).status()).as(bad).isEqualTo(422);
    }
  }

  private static void refuse() {
    Answer begun = client.post("/api/v1/workflows/reimburse/runs", "{\"input\": {}}");
    String run = begun.body().path("runId").asText();
    Eventually.is(
        () -> client.get("/api/v1/runs/" + run),
        answer -> answer.body().path("status").asText().equals("waiting_input"));
    String admin =
        client
            .with(null)
            .post(
                "/api/v1/auth/login",
                "{\"email\":\"admin@localhost\",\"password\":\"%s\"}"
                    .formatted(RunningFluxo.ADMIN_PASSWORD))
            .body()
            .path("accessToken")
            .asText();
    FluxoClient person = client.with(admin);
    String task = run + "-2";
    person.post("/api/v1/tasks/" + task + "/claim", "{}");
    Answer refused =
        person.post(
            "/api/v1/tasks/" + task + "/complete",
            "{\"outcome\": \"rejected\", \"comment\": \"No bill\"}");
    assertThat(refused.status()).as("%s", refused.body()).isEqualTo(200);
    Eventually.is(
        () -> client.get("/api/v1/reports/ans"),
        answer -> answer.body().path("refusals").size() == 1);
  }

  private static JsonNode get(String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }
}
