package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.story.FluxoClient.Answer;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Values that JSON can hold and a column or an index cannot: they fail whoever sent them, at once
 * and with a reason, and nobody else.
 */
class HostileValuesTest {

  /** Does not shrink when an index compresses it. */
  private static final String LONG = random(10_000);

  private static RunningFluxo fluxo;
  private static FluxoClient user;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
    publish("plain", "{id: a, type: noop}");
    publish(
        "waits",
        "{id: a, type: wait_for_event, config: {event: go, correlation: \"${input.value}\"}}");
    publish("later", "{id: a, type: delay, config: {until: \"${input.value}\"}}");
    publish(
        "emits", "{id: a, type: emit_event, config: {event: go, correlation: \"${input.value}\"}}");
    publish("names", "{id: a, type: emit_event, config: {event: \"${input.value}\"}}");
    publish(
        "calls",
        "{id: a, type: sub_workflow, config: {workflow: plain, businessKey: \"${input.value}\"}}");
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void aKeyThatNoIndexCanHoldIsRefused() {
    refused("/api/v1/workflows/plain/runs", "{\"businessKey\":\"%s\"}", LONG);
    refused("/api/v1/workflows/plain/runs", "{\"businessKey\":\"%s\"}", "\\u0000");
    stillWorks();
  }

  @Test
  void anEventThatNobodyCanWaitForIsRefused() {
    for (String value : new String[] {LONG, "a\\u0000b"}) {
      refused("/api/v1/events", "{\"name\":\"%s\"}", value);
      refused("/api/v1/events", "{\"name\":\"go\",\"id\":\"%s\"}", value);
      refused("/api/v1/events", "{\"name\":\"go\",\"correlation\":\"%s\"}", value);
    }
    stillWorks();
  }

  @Test
  void aRunWhoseValuesCannotBeKeptFails() {
    for (String workflow : new String[] {"waits", "emits", "names", "calls"}) {
      failed(workflow, LONG);
      failed(workflow, "a\\u0000b");
    }
    failed("later", "+1000000000-12-31T23:59:59Z");
    assertThat(ended("later", "-1000000000-01-01T00:00:00Z").path("status").asText())
        .isEqualTo("completed");
    stillWorks();
  }

  @Test
  void aScheduleThatCannotBeReadKeepsNoOtherWaiting() {
    fluxo
        .database()
        .update(
            """
            INSERT INTO schedule (tenant, workspace, workflow, node, cron, zone, missed, next_at)
            VALUES ('default', 'main', 'plain', 'a', '* * * * * *', 'Gone/Zone', 'once', 'epoch')
            """);
    Answer published =
        user.publish(
            """
            id: every
            nodes:
              - {id: tick, type: schedule_trigger, config: {cron: "* * * * * *"}, next: a}
              - {id: a, type: noop}
            """);
    assertThat(published.status()).as(published.raw().body()).isEqualTo(201);
    Eventually.is(
        () -> user.get("/api/v1/runs?workflow=every"),
        answer -> answer.body().at("/items/0/status").asText().equals("completed"));
  }

  private static void publish(String id, String node) {
    Answer answer = user.publish("id: " + id + "\nnodes:\n  - " + node + "\n");
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
  }

  private static void refused(String path, String body, String value) {
    Answer answer = user.post(path, body.formatted(value));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(422);
    assertThat(answer.raw().body()).doesNotContain(value).contains("\"expected\"");
  }

  private static void failed(String workflow, String value) {
    JsonNode run = ended(workflow, value);
    assertThat(run.path("status").asText()).as("%s: %s", workflow, run).isEqualTo("failed");
    assertThat(run.at("/failure/message").asText()).startsWith("Expected");
  }

  private static JsonNode ended(String workflow, String value) {
    Answer answer =
        user.post(
            "/api/v1/workflows/" + workflow + "/runs?wait=10s",
            "{\"input\":{\"value\":\"" + value + "\"}}");
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.body();
  }

  /** A run of anybody else ends, and is seen to have. */
  private static void stillWorks() {
    Answer other = user.post("/api/v1/workflows/plain/runs?wait=10s", "{}");
    assertThat(other.status()).isEqualTo(200);
    Eventually.is(
        () -> user.get("/api/v1/runs?workflow=plain"),
        answer ->
            answer.body().at("/items/0/status").asText().equals("completed")
                && answer.raw().body().contains(other.body().path("runId").asText()));
  }

  private static String random(int length) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
