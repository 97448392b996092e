package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Request;
import io.fluxo.story.FluxoClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Secrets reach those whom a workflow calls, and nothing that Fluxo writes. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsStoryTest {

  private static final Canary TENANT =
      new Canary("tenantKey", "CANARY-tenant-8d1f\"\\/+&<x>%41 end");
  private static final Canary WORKSPACE = new Canary("workspaceKey", "CANARY-workspace-93b7==");
  private static final Canary NODE = new Canary("nodeKey", "CANARY-node-value-c0ffee~;'");
  private static final Canary WIDER = new Canary("nodeKey", "CANARY-wider-than-the-node");
  private static final Canary REPLACED = new Canary("workspaceKey", "CANARY-replaced-value");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static RunningFluxo fluxo;
  private static FluxoClient client;
  private static EchoServer server;
  private final Traces traces = new Traces();
  private final List<String> runs = new ArrayList<>();

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    client = fluxo.client();
    server = new EchoServer();
  }

  @AfterAll
  static void stop() {
    server.close();
    fluxo.close();
  }

  @Test
  void secretsAreSentAndAreFoundNowhere(CapturedOutput output) {
    // What would be said to somebody who looks for a fault.
    LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
    for (String noisy :
        List.of("io.fluxo", "org.springframework.web", "org.springframework.jdbc")) {
      logging.setLogLevel(noisy, LogLevel.TRACE);
    }
    try {
      setAll();
      callAll();
      refuseAll();
      rotate();
    } finally {
      for (String noisy :
          List.of("io.fluxo", "org.springframework.web", "org.springframework.jdbc")) {
        logging.setLogLevel(noisy, null);
      }
    }
    collect(output);
    assertThat(traces.of(List.of(TENANT, WORKSPACE, NODE, WIDER, REPLACED))).isEmpty();
    // The search would have found them: what they were replaced by is there.
    assertThat(traces.size()).isGreaterThan(1_000_000);
    assertThat(traces.at("table event")).isNotEmpty();
    assertThat(traces.at("stream of /api/v1/runs/" + runs.getFirst() + "/stream"))
        .contains("flx.step.");
    assertThat(traces.places()).contains("file keystore", "log", "table secret");
    assertThat(traces.at("answer of /api/v1/runs/" + runs.getFirst() + "/steps"))
        .contains("${secrets.tenantKey}")
        .contains("${secrets.nodeKey}");
  }

  private void setAll() {
    set(WIDER, "");
    set(TENANT, "?scope=tenant");
    set(WORKSPACE, "");
    set(NODE, "?scope=node&workflow=echo&node=call");
  }

  private void callAll() {
    String said = "${secrets.tenantKey}";
    publish(
        "echo",
        """
          - id: call
            type: http_request
            config:
              url: "%s?k=${secrets.workspaceKey}"
              method: POST
              idempotent: true
              headers: {X-Key: "${secrets.tenantKey}", Authorization: "Bearer ${secrets.nodeKey}"}
              body: {key: "${secrets.nodeKey}", said: "${input.said}", both: "${input.said} ${secrets.nodeKey}"}
            next: again
          - id: again
            type: http_request
            config:
              url: "%s"
              headers: {X-Key: "${secrets.workspaceKey}", X-Other: "${secrets.nodeKey}"}
            next: compute
          - id: compute
            type: code_execution
            config:
              code: "console.log(input.key); return {key: input.key, list: [input.key + '!']}"
              input: {key: "${secrets.tenantKey}"}
            next: kept
          - {id: kept, type: set, config: {variables: {all: "${nodes}"}}, next: tell}
          - {id: tell, type: logger, config: {message: "${$string(nodes)}"}}
        """
            .formatted(server.url("/echo"), server.url("/text")));
    JsonNode run = run("echo", Map.of("said", said), "completed");
    assertThat(run.toString()).contains("${secrets.");

    Request heard = server.heard("/echo").getLast();
    assertThat(heard.getHeader("X-Key")).isEqualTo(TENANT.value());
    assertThat(heard.getHeader("Authorization")).isEqualTo("Bearer " + NODE.value());
    assertThat(heard.queryParameter("k").firstValue()).isEqualTo(WORKSPACE.value());
    assertThat(json(heard.getBodyAsString()))
        .isEqualTo(
            JSON.valueToTree(
                Map.of("key", NODE.value(), "said", said, "both", said + " " + NODE.value())));
    // Another node sees what the workspace has under the name.
    assertThat(server.heard("/text").getLast().getHeader("X-Other")).isEqualTo(WIDER.value());

    for (String way : List.of("refused", "broken", "redirect", "slow")) {
      publish(
          way,
          """
            - id: call
              type: http_request
              config:
                url: "%s"
                headers: {X-Key: "${secrets.tenantKey}"}
                timeout: PT1S
              retry: {maxAttempts: 2, delay: 10ms}
          """
              .formatted(server.url("/" + way)));
      run(way, Map.of(), "failed");
      assertThat(server.heard("/" + way).getLast().getHeader("X-Key")).isEqualTo(TENANT.value());
    }
    publish(
        "throws",
        """
          - id: call
            type: code_execution
            config:
              code: "throw new Error('x'.repeat(480) + input.key)"
              input: {key: "${secrets.workspaceKey}"}
        """);
    run("throws", Map.of(), "failed");
    publish(
        "mail",
        """
          - id: call
            type: send_email
            config: {to: "${secrets.workspaceKey}", text: "${secrets.tenantKey}"}
        """);
    run("mail", Map.of(), "failed");
    publish(
        "unreachable",
        """
          - id: call
            type: http_request
            config: {url: "http://${secrets.workspaceKey}.invalid/"}
            retry: {maxAttempts: 1}
        """);
    run("unreachable", Map.of(), "failed");
  }

  private void refuseAll() {
    publish(
        "missing",
        """
          - id: call
            type: http_request
            config: {url: "%s", headers: {X-Key: "${secrets.nobodySetIt}"}}
        """
            .formatted(server.url("/echo")));
    JsonNode run = run("missing", Map.of(), "failed");
    assertThat(run.toString()).contains("PUT /api/v1/secrets/nobodySetIt");
    String value = quoted(TENANT);
    for (String body :
        List.of(
            "{\"value\": " + value,
            "{\"value\": [" + value + "]}",
            "{\"value\": " + value + ", " + value + ": 1}",
            value,
            TENANT.value())) {
      traces.add("problem", client.put("/api/v1/secrets/x", body).raw().body());
    }
    traces.add("problem", client.put("/api/v1/secrets/X", body(TENANT)).raw().body());
    traces.add("problem", client.put("/api/v1/secrets/x?scope=node", body(TENANT)).raw().body());
  }

  private void rotate() {
    set(REPLACED, "");
    assertThat(client.post("/api/v1/secrets/rotate", "").body().path("resealed").asInt())
        .isEqualTo(5);
    run("echo", Map.of("said", "again"), "completed");
    Request heard = server.heard("/echo").getLast();
    assertThat(heard.queryParameter("k").firstValue()).isEqualTo(REPLACED.value());
    assertThat(heard.getHeader("X-Key")).isEqualTo(TENANT.value());
  }

  private void collect(CapturedOutput output) {
    for (String run : runs) {
      String path = "/api/v1/runs/" + run;
      traces.addAnswers(client, path, path + "/steps", path + "/logs", path + "/events");
      traces.addStream(client, path + "/stream");
    }
    traces.addAnswers(
        client,
        "/api/v1/runs",
        "/api/v1/events?limit=200",
        "/api/v1/secrets",
        "/api/v1/workflows/echo/versions/latest",
        "/api/v1/statistics",
        "/docs/openapi",
        "/actuator/metrics",
        "/actuator/health",
        "/actuator/info");
    JsonNode metrics = client.get("/actuator/metrics").body().path("names");
    metrics.forEach(name -> traces.addAnswers(client, "/actuator/metrics/" + name.asText()));
    traces.addTables(fluxo.database());
    traces.addFiles(fluxo.data());
    traces.add("log", output.getAll());
  }

  private void set(Canary canary, String query) {
    Answer answer = client.put("/api/v1/secrets/" + canary.name() + query, body(canary));
    assertThat(answer.status()).isEqualTo(200);
    traces.add("answer of PUT", answer.raw().body());
  }

  private JsonNode run(String workflow, Map<String, Object> input, String status) {
    Answer started =
        client.post(
            "/api/v1/workflows/" + workflow + "/runs?wait=20s",
            JSON.valueToTree(Map.of("input", input)).toString());
    String id = started.body().path("runId").asText();
    runs.add(id);
    Answer run =
        Eventually.is(
            () -> client.get("/api/v1/runs/" + id),
            answer -> answer.body().path("status").asText().equals(status));
    traces.add("answer of a start", started.raw().body());
    return run.body();
  }

  private static void publish(String id, String nodes) {
    Answer answer = client.publish("id: " + id + "\nnodes:\n" + nodes.indent(2));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(Canary canary) {
    return JSON.valueToTree(canary.value()).toString();
  }

  private static String body(Canary canary) {
    return "{\"value\": " + quoted(canary) + "}";
  }
}
