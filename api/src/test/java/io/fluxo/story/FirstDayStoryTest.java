package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a user does on the first day, over real HTTP and real PostgreSQL. */
class FirstDayStoryTest {

  private static RunningFluxo fluxo;
  private static FluxoClient user;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void aMistakeIsAnsweredWithItsPlace() {
    Answer answer =
        user.publish(
            """
            id: broken
            nodes:
              - id: a
                type: set
                config: {variables: {x: 1}}
                next: nowhere
            """);
    assertThat(answer.status()).isEqualTo(422);
    JsonNode error = answer.body().at("/errors/0");
    assertThat(error.path("pointer").asText()).isEqualTo("/nodes/0/next");
    assertThat(error.path("line").asInt()).isEqualTo(6);
  }

  @Test
  void aWorkflowIsPublishedStartedAndWatched() {
    publish(
        """
        id: greet
        nodes:
          - {id: prepare, type: set, config: {variables: {name: "${input.name}"}}, next: check}
          - id: check
            type: condition_if
            config: {when: "vars.name != ''"}
            branches: {"true": text}
          - {id: text, type: data_transform, config: {value: {greeting: "Hello ${vars.name}"}}, next: act}
          - {id: act, type: noop}
        output: "${nodes.text.output}"
        """);
    Answer run =
        user.post("/api/v1/workflows/greet/runs?wait=10s", "{\"input\":{\"name\":\"Ana\"}}");
    assertThat(run.status()).isEqualTo(200);
    assertThat(run.body().path("status").asText()).isEqualTo("completed");
    assertThat(run.body().at("/output/greeting").asText()).isEqualTo("Hello Ana");
    String id = run.body().path("runId").asText();
    Answer seen = Eventually.is(() -> user.get("/api/v1/runs/" + id), a -> status(a, "completed"));
    assertThat(seen.body().at("/output/greeting").asText()).isEqualTo("Hello Ana");
    JsonNode steps = user.get("/api/v1/runs/" + id + "/steps").body();
    assertThat(steps.toString()).contains("\"act\"").contains("succeeded");
    assertThat(user.get("/api/v1/runs/" + id + "/logs").status()).isEqualTo(200);
    assertThat(user.get("/api/v1/runs/" + id + "/events").body().toString())
        .contains("flx.run.started", "flx.step.succeeded", "flx.run.succeeded");
  }

  @Test
  void theSameKeyStartsOneRun() {
    publish("{\"id\":\"keyed\",\"nodes\":[{\"id\":\"a\",\"type\":\"noop\"}]}");
    String body = "{\"input\":{\"n\":1}}";
    Answer first = user.post("/api/v1/workflows/keyed/runs", body, "Idempotency-Key", "\"k-1\"");
    Answer again = user.post("/api/v1/workflows/keyed/runs", body, "Idempotency-Key", "\"k-1\"");
    assertThat(again.body().path("runId")).isEqualTo(first.body().path("runId"));
    Answer other =
        user.post(
            "/api/v1/workflows/keyed/runs", "{\"input\":{\"n\":2}}", "Idempotency-Key", "\"k-1\"");
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void branchesRunInParallelAndItemsInOrder() {
    publish(
        """
        id: fan
        nodes:
          - id: fork
            type: parallel
            branches: {left: l, right: r}
            next: each
          - {id: l, type: noop}
          - {id: r, type: data_transform, config: {value: 7}}
          - id: each
            type: for_each
            config: {items: "${input.items}", concurrency: 2}
            branches: {body: double}
            next: end
          - {id: double, type: data_transform, config: {value: "${item * 2}"}}
          - {id: end, type: data_transform, config: {value: "${nodes.each.output}"}}
        """);
    Answer run =
        user.post("/api/v1/workflows/fan/runs?wait=10s", "{\"input\":{\"items\":[1,2,3]}}");
    assertThat(run.body().path("output").toString()).isEqualTo("[2,4,6]");
  }

  @Test
  void aWaitingRunIsResumedByItsEvent() {
    publish(
        """
        id: wait-for-payment
        nodes:
          - id: wait
            type: wait_for_event
            config: {event: payment.received, correlation: "${input.order}", timeout: 1h}
            next: done
          - {id: done, type: data_transform, config: {value: "${nodes.wait.output}"}}
        """);
    String id = start("wait-for-payment", "{\"input\":{\"order\":\"o-7\"}}");
    Eventually.is(() -> user.get("/api/v1/runs/" + id), a -> status(a, "waiting_input"));
    Answer other =
        user.post(
            "/api/v1/events",
            "{\"name\":\"payment.received\",\"correlation\":\"o-8\",\"data\":{}}");
    assertThat(other.body().path("resumed").asInt()).isZero();
    Answer event =
        user.post(
            "/api/v1/events",
            "{\"name\":\"payment.received\",\"correlation\":\"o-7\",\"data\":{\"paid\":5}}");
    assertThat(event.body().path("resumed").asInt()).isEqualTo(1);
    Answer seen = Eventually.is(() -> user.get("/api/v1/runs/" + id), a -> status(a, "completed"));
    assertThat(seen.body().at("/output/paid").asInt()).isEqualTo(5);
  }

  @Test
  void aSubWorkflowGivesItsOutput() {
    publish(
        "{\"id\":\"child\",\"nodes\":[{\"id\":\"a\",\"type\":\"data_transform\",\"config\":{\"value\":\"${input.n + 1}\"}}]}");
    publish(
        """
        id: parent
        nodes:
          - {id: call, type: sub_workflow, config: {workflow: child, input: {n: "${input.n}"}}, next: end}
          - {id: end, type: data_transform, config: {value: "${nodes.call.output}"}}
        """);
    Answer run = user.post("/api/v1/workflows/parent/runs?wait=10s", "{\"input\":{\"n\":41}}");
    assertThat(run.body().path("output").asInt()).isEqualTo(42);
  }

  @Test
  void aDelayedRunIsCancelled() {
    publish(
        "{\"id\":\"later\",\"nodes\":[{\"id\":\"d\",\"type\":\"delay\",\"config\":{\"duration\":\"1h\"}}]}");
    String id = start("later", "{}");
    Eventually.is(() -> user.get("/api/v1/runs/" + id), a -> status(a, "waiting_delay"));
    assertThat(user.post("/api/v1/runs/" + id + "/cancel", "{\"reason\":\"enough\"}").status())
        .isBetween(200, 202);
    Eventually.is(() -> user.get("/api/v1/runs/" + id), a -> status(a, "cancelled"));
  }

  @Test
  void gitHubsWebhookStartsARunAndAForgedOneDoesNot() throws IOException {
    publish(
        """
        id: on-push
        nodes:
          - id: hook
            type: webhook_trigger
            config:
              endpoint: github
              verify: {scheme: hmac, header: X-Hub-Signature-256, algorithm: sha256, encoding: hex, prefix: "sha256=", secret: "It's a Secret to Everybody"}
            next: ref
          - {id: ref, type: data_transform, config: {value: "${input.body.ref}"}}
        """);
    byte[] body;
    try (InputStream file = getClass().getResourceAsStream("/webhooks/github-push.json")) {
      body = file.readAllBytes();
    }
    String signature = "sha256=d0bfb0bb1679a911e987f804cc716495d58f1dc08d172b63c97fba5b464ebd4c";
    String wrong = signature.replace('d', 'e');
    // The endpoint answers as soon as the published version is in the read model.
    Answer forged = Eventually.is(() -> hook(body, wrong), a -> a.status() != 404);
    assertThat(forged.status()).isEqualTo(401);
    Answer genuine = Eventually.is(() -> hook(body, signature), a -> a.status() == 202);
    assertThat(genuine.status()).isEqualTo(202);
    Answer runs =
        Eventually.is(
            () -> user.get("/api/v1/runs?workflow=on-push&status=completed"),
            a -> a.body().path("items").size() > 0);
    String id = runs.body().at("/items/0/runId").asText();
    assertThat(user.get("/api/v1/runs/" + id).body().path("output").asText())
        .isEqualTo("refs/heads/main");
  }

  @Test
  void everySecondMeansEverySecond() {
    publish(
        """
        id: tick
        nodes:
          - {id: every, type: schedule_trigger, config: {cron: "* * * * * *", timezone: America/Sao_Paulo}, next: act}
          - {id: act, type: noop}
        """);
    Eventually.is(
        () -> user.get("/api/v1/runs?workflow=tick&status=completed"),
        a -> a.body().path("items").size() >= 2);
    assertThat(user.post("/api/v1/workflows/tick/archive", "{}").status()).isEqualTo(200);
  }

  @Test
  void aRunIsWatchedAsItHappens() throws Exception {
    publish(
        "{\"id\":\"watched\",\"nodes\":[{\"id\":\"w\",\"type\":\"wait_for_event\",\"config\":{\"event\":\"go\"}}]}");
    String id = start("watched", "{}");
    HttpResponse<Stream<String>> stream =
        HttpClient.newHttpClient()
            .send(
                user.request("/api/v1/runs/" + id + "/stream").GET().build(),
                HttpResponse.BodyHandlers.ofLines());
    Eventually.is(() -> user.get("/api/v1/runs/" + id), a -> status(a, "waiting_input"));
    user.post("/api/v1/events", "{\"name\":\"go\"}");
    try (Stream<String> lines = stream.body()) {
      assertThat(lines.filter(line -> line.startsWith("event:")).limit(4))
          .containsExactly(
              "event:flx.run.started",
              "event:flx.run.advanced",
              "event:flx.run.advanced",
              "event:flx.run.succeeded");
    }
  }

  @Test
  void theSourceDocumentsPathsWork() {
    publish("{\"id\":\"old\",\"nodes\":[{\"id\":\"a\",\"type\":\"noop\"}]}");
    Answer run =
        user.post(
            "/api/executions/execute",
            "{\"workflowId\":\"old\",\"triggerData\":{\"manual\":true},\"userId\":\"u\",\"organizationId\":\"o\"}");
    String id = run.body().path("executionId").asText();
    Eventually.is(() -> user.get("/api/executions/" + id + "/status"), a -> status(a, "completed"));
    JsonNode stats = user.get("/api/executions/stats").body();
    assertThat(stats.at("/workflow/completed").asInt()).isPositive();
  }

  @Test
  void versionsStayAndAreCompared() {
    String version =
        "{\"id\":\"grown\",\"nodes\":[{\"id\":\"a\",\"type\":\"delay\",\"config\":{\"duration\":\"%s\"}}]}";
    publish(version.formatted("1h"));
    assertThat(user.publish(version.formatted("2h")).body().path("version").asInt()).isEqualTo(2);
    Eventually.is(
        () -> user.get("/api/v1/workflows/grown/versions"),
        a -> a.body().path("items").size() == 2);
    assertThat(user.get("/api/v1/workflows/grown/versions/1").body().toString()).contains("1h");
    JsonNode changes = user.get("/api/v1/workflows/grown/diff?from=1&to=2").body();
    assertThat(changes).hasSize(1);
    assertThat(changes.at("/0/pointer").asText()).isEqualTo("/nodes/a/config/duration");
    assertThat(changes.at("/0/before").asText()).isEqualTo("1h");
    assertThat(changes.at("/0/after").asText()).isEqualTo("2h");
    assertThat(user.get("/api/v1/workflows/grown/diff?from=1&to=9").status()).isEqualTo(404);
  }

  private static Answer hook(byte[] body, String signature) {
    return user.send(
        user.request("/api/v1/hooks/github")
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", signature)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static void publish(String definition) {
    Answer answer = user.publish(definition);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  private static String start(String workflow, String body) {
    Answer run = user.post("/api/v1/workflows/" + workflow + "/runs", body);
    assertThat(run.status()).as("%s", run.body()).isEqualTo(202);
    return run.body().path("runId").asText();
  }

  private static boolean status(Answer answer, String status) {
    return status.equals(answer.body().path("status").asText());
  }
}
