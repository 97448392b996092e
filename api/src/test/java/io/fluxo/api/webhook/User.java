package io.fluxo.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.story.Eventually;
import io.fluxo.story.FluxoClient;
import io.fluxo.story.FluxoClient.Answer;
import java.net.http.HttpRequest;

/** A user of Fluxo, over HTTP. */
final class User {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final FluxoClient http;

  User(FluxoClient http) {
    this.http = http;
  }

  void publish(String definition) {
    Answer answer = tryToPublish(definition);
    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
  }

  Answer tryToPublish(String definition) {
    return http.publish(definition);
  }

  Answer post(String path, Object body) {
    return http.post(path, body.toString());
  }

  Answer get(String path) {
    return http.get(path);
  }

  HttpRequest.Builder request(String path) {
    return http.request(path);
  }

  Answer send(HttpRequest.Builder request) {
    return http.send(request);
  }

  /** Starts a run and waits for its end. */
  JsonNode run(String workflow, JsonNode input) {
    Answer answer = start(workflow, input, "?wait=20s");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Starts a run and gives its id. */
  String start(String workflow, JsonNode input) {
    Answer answer = start(workflow, input, "");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.body().path("runId").asText();
  }

  private Answer start(String workflow, JsonNode input, String query) {
    return post(
        "/api/v1/workflows/" + workflow + "/runs" + query,
        MAPPER.createObjectNode().set("input", input));
  }

  /** The run, once it has that status. */
  JsonNode seen(String run, String status) {
    return Eventually.is(
            () -> get("/api/v1/runs/" + run),
            answer -> status.equals(answer.body().path("status").asText()))
        .body();
  }

  /** The runs of a workflow, the newest first. */
  JsonNode runs(String workflow) {
    return get("/api/v1/runs?workflow=" + workflow).body().path("items");
  }
}
