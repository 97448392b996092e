package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run of many events goes on after a restart from its snapshot, if that can be read. */
class LongRunTest {

  private static final String LARGE = "ação ".repeat(4_000);

  private static RunningFluxo fluxo;
  private static FluxoClient user;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
    Answer published =
        user.publish(
            """
            id: long
            nodes:
              - {id: keep, type: set, config: {variables: {mark: before, large: "${input.large}"}}, next: each}
              - {id: each, type: for_each, config: {items: "${input.items}", concurrency: 20}, branches: {body: work}, next: wait}
              - {id: work, type: noop, next: pass}
              - {id: pass, type: data_transform, config: {value: "${item}"}}
              - {id: wait, type: wait_for_event, config: {event: go}, next: end}
              - {id: end, type: data_transform, config: {value: {mark: "${run.startedBy}", large: "${vars.large}", items: "${nodes.each.output}"}}}
            """);
    assertThat(published.status()).as(published.raw().body()).isEqualTo(201);
  }

  private static final String STARTED_BY = "\"startedBy\":\"key:00000000000000000000000000\"";

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void aLongRunGoesOnFromItsSnapshotIfThatCanBeRead() {
    String trusted = startAndWait();
    String unreadable = startAndWait();
    String unknown = startAndWait();
    assertThat(text(trusted)).contains(STARTED_BY).doesNotContain("ação", "before");

    // A mark in the snapshot shows that it was read; a real one says what the events say.
    replace(trusted, text(trusted).replace(STARTED_BY, "\"startedBy\":\"snapshot\""));
    replace(unreadable, "{\"started\":7");
    fluxo.database().update("UPDATE snapshot SET revision = '999' WHERE aggregate_id = ?", unknown);
    fluxo.restart();
    user = fluxo.client();
    user.post("/api/v1/events", "{\"name\":\"go\"}");

    assertThat(end(trusted).at("/output/mark").asText()).isEqualTo("snapshot");
    assertThat(end(unreadable).at("/output/mark").asText()).startsWith("key:");
    assertThat(end(unknown).at("/output/mark").asText()).startsWith("key:");
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> fluxo.database().queryForList("SELECT FROM snapshot"), List::isEmpty);
  }

  private static JsonNode end(String run) {
    var body =
        Eventually.is(
                () -> user.get("/api/v1/runs/" + run),
                answer -> answer.body().path("status").asText().equals("completed"))
            .body();
    assertThat(body.at("/output/large").asText()).isEqualTo(LARGE);
    assertThat(body.at("/output/items")).hasSize(300);
    assertThat(body.at("/output/items/299/n").asInt()).isEqualTo(299);
    return body;
  }

  private static String startAndWait() {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      items.append(i == 0 ? "" : ",").append("{\"n\":").append(i).append('}');
    }
    String run =
        user.post(
                "/api/v1/workflows/long/runs",
                "{\"input\":{\"large\":\"%s\",\"items\":[%s]}}".formatted(LARGE, items))
            .body()
            .path("runId")
            .asText();
    there(
        "SELECT FROM event WHERE aggregate_id = ? AND convert_from(payload, 'UTF8') LIKE '%\"parked\"%'",
        run);
    there("SELECT FROM snapshot WHERE aggregate_id = ?", run);
    return run;
  }

  private static void there(String rows, String run) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> fluxo.database().queryForList(rows, run), found -> !found.isEmpty());
  }

  private static String text(String run) {
    byte[] payload =
        fluxo
            .database()
            .queryForObject(
                "SELECT payload FROM snapshot WHERE aggregate_id = ?", byte[].class, run);
    return new String(payload, StandardCharsets.UTF_8);
  }

  private static void replace(String run, String snapshot) {
    fluxo
        .database()
        .update(
            "UPDATE snapshot SET payload = ? WHERE aggregate_id = ?",
            snapshot.getBytes(StandardCharsets.UTF_8),
            run);
  }
}
