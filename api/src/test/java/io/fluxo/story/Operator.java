package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.fluxo.story.FluxoClient.Answer;

/** Somebody who starts runs, looks at them and takes the wheel. */
record Operator(FluxoClient client, HttpServer world) {

  /** Publishes a definition; {@code %1$s} in it stands for the address of the world. */
  void publish(String yaml) {
    Answer answer =
        client.publish(yaml.formatted("http://127.0.0.1:" + world.getAddress().getPort()));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  /** Starts a run without input. */
  String started(String workflow) {
    return client
        .post("/api/v1/workflows/" + workflow + "/runs", "{}")
        .body()
        .path("runId")
        .asText();
  }

  /** The run, once it stands so. */
  JsonNode when(String run, String status) {
    return Eventually.is(
            () -> client.get("/api/v1/runs/" + run),
            answer -> answer.body().path("status").asText().equals(status))
        .body();
  }

  /** Does something to a run. */
  Answer act(String run, String what, String body) {
    return client.post("/api/v1/runs/" + run + "/" + what, body);
  }
}
