package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A value of many bytes goes through a run: it is stored once, and looks as it did. */
class LargeValuesTest {

  private static final String TEXT = "ação ".repeat(4_000);

  private static RunningFluxo fluxo;
  private static FluxoClient user;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
    Answer published =
        user.publish(
            """
            id: copies
            nodes:
              - {id: a, type: noop, config: {value: "${input}"}, next: wait}
              - {id: wait, type: wait_for_event, config: {event: go}, next: b}
              - {id: b, type: noop, config: {value: "${input}"}, next: c}
              - {id: c, type: data_transform, config: {value: "${input.text}"}}
            """);
    assertThat(published.status()).as(published.raw().body()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  private static String status(String run) {
    return user.get("/api/v1/runs/" + run).body().path("status").asText();
  }

  @Test
  void aLargeValueIsStoredOnceAndOutlivesARestart() {
    String run =
        user.post("/api/v1/workflows/copies/runs", "{\"input\":{\"text\":\"" + TEXT + "\"}}")
            .body()
            .path("runId")
            .asText();
    Eventually.is(() -> user.get("/api/v1/runs/" + run + "/steps"), LargeValuesTest::hasInput);

    fluxo.restart();
    user = fluxo.client();
    user.post("/api/v1/events", "{\"name\":\"go\"}");
    Eventually.is(
        () -> user.get("/api/v1/runs/" + run),
        answer -> answer.body().path("status").asText().equals("completed"));
    assertThat(status(run)).isEqualTo("completed");

    JsonNode seen = user.get("/api/v1/runs/" + run).body();
    assertThat(seen.at("/input/text").asText()).isEqualTo(TEXT);
    assertThat(seen.path("output").toString()).contains(TEXT);
    for (JsonNode step : user.get("/api/v1/runs/" + run + "/steps").body().path("items")) {
      if (step.path("type").asText().equals("noop")) {
        assertThat(step.at("/input/value/text").asText()).isEqualTo(TEXT);
      }
    }

    String events = user.get("/api/v1/events?limit=100&subject=" + run).raw().body();
    assertThat(events).doesNotContain("ação");
    Set<String> hashes = new HashSet<>();
    user.get("/api/v1/events?limit=100&subject=" + run)
        .body()
        .findValues("sha256")
        .forEach(hash -> hashes.add(hash.asText()));
    assertThat(hashes).as("input, input of steps, text").hasSize(3);
    for (String hash : hashes) {
      Answer value = user.get("/api/v1/values/" + hash);
      assertThat(value.status()).isEqualTo(200);
      assertThat(value.raw().headers().firstValue("ETag")).hasValue('"' + hash + '"');
      assertThat(value.raw().body()).contains(TEXT);
    }
  }

  @Test
  void aValueThatNobodyKeptIsNotFound() {
    assertThat(user.get("/api/v1/values/" + "0".repeat(64)).status()).isEqualTo(404);
    assertThat(user.get("/api/v1/values/nonsense").status()).isEqualTo(404);
  }

  private static boolean hasInput(Answer answer) {
    return answer.body().at("/items/0/input/value/text").asText().equals(TEXT);
  }
}
