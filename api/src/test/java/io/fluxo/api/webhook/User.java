package io.fluxo.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A user of Fluxo, over HTTP. */
final class User {

  /** An answer: its status, its JSON (null where it is none), and all of it. */
  record Answer(int status, JsonNode json, HttpResponse<String> raw) {

    /** The content type without its parameters. */
    String type() {
      return raw.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    }
  }

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String base;

  User(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  void publish(String definition) {
    Answer answer = tryToPublish(definition);
    assertThat(answer.status()).as("%s", answer.json()).isIn(200, 201);
  }

  Answer tryToPublish(String definition) {
    return send(
        request("/api/v1/workflows")
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(definition)));
  }

  Answer post(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  /** Starts a run and waits for its end. */
  JsonNode run(String workflow, JsonNode input) {
    Answer answer = start(workflow, input, "?wait=20s");
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    return answer.json();
  }

  /** Starts a run and gives its id. */
  String start(String workflow, JsonNode input) {
    Answer answer = start(workflow, input, "");
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(202);
    return answer.json().path("runId").asText();
  }

  private Answer start(String workflow, JsonNode input, String query) {
    return post(
        "/api/v1/workflows/" + workflow + "/runs" + query,
        MAPPER.createObjectNode().set("input", input));
  }

  /** The run, once it has that status. */
  JsonNode seen(String run, String status) {
    return eventually(
            () -> get("/api/v1/runs/" + run),
            answer -> status.equals(answer.json().path("status").asText()))
        .json();
  }

  /** The runs of a workflow, the newest first. */
  JsonNode runs(String workflow) {
    return get("/api/v1/runs?workflow=" + workflow).json().path("items");
  }

  static Answer eventually(Supplier<Answer> ask, Predicate<Answer> wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(ask::get, wanted);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> raw = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean json = raw.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          raw.statusCode(), json ? MAPPER.readTree(raw.body()) : MAPPER.nullNode(), raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
