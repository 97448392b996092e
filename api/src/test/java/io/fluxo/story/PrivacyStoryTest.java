package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.messages.value.CanonicalJson;
import io.fluxo.messages.value.Json;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What runs know of people stands nowhere in the clear, is found by who they are, told to them, and
 * erased for good, and every proof holds afterwards.
 */
class PrivacyStoryTest {

  private static final Canary CPF = new Canary("cpf", "529.982.247-25");
  private static final Canary NAME = new Canary("name", "Joana Canaria dos Santos e Silva");
  private static final Canary ILLNESS = new Canary("illness", "chronic hayfever of canaries");
  private static final Canary KEY = new Canary("key", "order-of-joana-canaria-77");
  private static final Canary COMMENT = new Canary("comment", "she sounded quite ill today");
  private static final Canary LARGE = new Canary("large", "long-story-of-canaria-begins");
  private static final List<Canary> ALL = List.of(CPF, NAME, ILLNESS, KEY, COMMENT, LARGE);

  private static RunningFluxo fluxo;
  private static FluxoClient client;
  private static FluxoClient manager;
  private static EchoServer server;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.with("fluxo.retention.every=PT1S");
    client = fluxo.client();
    manager = new Colleagues(client).colleague("manager").client();
    server = new EchoServer();
    publish(
        "care",
        """
        settings: {dataSubject: /person/cpf}
        nodes:
          - {id: keep, type: set, config: {variables: {who: "${input.person}", all: "${input.story}"}}, next: call}
          - {id: call, type: http_request, config: {url: "%s", method: POST, body: "${input}"}, next: say}
          - {id: say, type: logger, config: {message: "${input.person.name} has ${input.illness}"}, next: inner}
          - {id: inner, type: sub_workflow, config: {workflow: part, input: {of: "${input.person}"}}, next: ask}
          - id: ask
            type: human_task
            config:
              kind: approval
              title: "Treat ${input.person.name}"
              description: "For ${input.illness}"
              search: {patient: "${input.person.name}"}
              candidates: {roles: [manager]}
            branches: {rejected: fails}
            next: wait
          - {id: wait, type: wait_for_event, config: {event: paid, correlation: "${input.person.cpf}"}, next: done}
          - {id: fails, type: data_transform, config: {value: "${$error(input.illness)}"}}
          - {id: done, type: data_transform, config: {value: {told: "${vars.who.name}", story: "${vars.all}"}}}
        """
            .formatted(server.url("/echo")));
    publish(
        "part",
        "nodes:\n  - {id: only, type: data_transform, config: {value: \"${input.of.name}\"}}\n");
  }

  @AfterAll
  static void stop() {
    server.close();
    fluxo.close();
  }

  private static void publish(String id, String rest) {
    Answer published = client.publish("id: " + id + "\n" + rest);
    assertThat(published.status()).as(published.raw().body()).isEqualTo(201);
  }

  @Test
  void whatIsHeldOfAPersonIsFoundToldAndErasedAndEveryProofHolds() {
    String good = care("approved");
    String bad = care("rejected");
    String open = begin();
    Awaitility.await()
        .until(() -> client.get("/api/v1/runs/" + bad).body().toString().contains("failed"));

    // Nothing of it stands in the clear anywhere, erased or not.
    Traces written = new Traces();
    written.addTables(fluxo.database());
    assertThat(written.of(ALL)).isEmpty();
    assertThat(written.at("table event")).contains("flx.run.started");
    assertThat(client.get("/api/v1/runs/" + good).body().toString())
        .contains(NAME.value(), LARGE.value(), KEY.value());
    assertThat(client.get("/api/v1/runs?businessKey=" + KEY.value()).body().path("items"))
        .hasSize(3);

    JsonNode found =
        Eventually.is(PrivacyStoryTest::find, answer -> answer.body().path("runs").size() == 6)
            .body();
    String subject = found.path("subject").asText();
    assertThat(texts(found.path("runs"))).contains(good, bad, open).hasSize(6);
    assertThat(subject).doesNotContain("529");

    JsonNode report = client.get("/api/v1/data-subjects/" + subject + "/report").body();
    assertThat(report.toString())
        .contains(NAME.value(), ILLNESS.value(), CPF.value(), LARGE.value());
    byte[] pdf = bytes("/api/v1/data-subjects/" + subject + "/report?format=pdf");
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    byte[] pack = bytes("/api/v1/runs/" + good + "/evidence");
    assertThat(verified(pack)).isTrue();

    String erasures = "/api/v1/data-subjects/" + subject + "/erasures";
    assertThat(client.post(erasures, "{}").status()).isEqualTo(422);
    Answer tooEarly = client.post(erasures, "{\"reference\":\"ticket 7\"}");
    assertThat(tooEarly.status()).isEqualTo(409);
    assertThat(tooEarly.body().path("detail").asText()).contains("under way", open);
    assertThat(client.post("/api/v1/runs/" + open + "/cancel", "{}").status()).isLessThan(300);
    Eventually.is(
        () -> client.get("/api/v1/runs/" + open),
        answer -> answer.body().path("status").asText().equals("cancelled"));

    Answer held =
        client.post(
            "/api/v1/legal-holds",
            "{\"scope\":\"workflow\",\"target\":\"care\",\"reason\":\"lawsuit 9\"}");
    assertThat(held.status()).isEqualTo(201);
    assertThat(client.post(erasures, "{\"reference\":\"ticket 7\"}").body().path("detail").asText())
        .contains("legal hold");
    assertThat(client.delete("/api/v1/legal-holds/" + held.body().path("id").asText()).status())
        .isEqualTo(204);

    Answer erased = client.post(erasures, "{\"reference\":\"ticket 7\"}");
    assertThat(erased.status()).as(erased.raw().body()).isEqualTo(201);
    JsonNode document = json(erased.body().path("document").asText());
    assertThat(document.path("runs")).hasSize(6);
    assertThat(document.path("keysDestroyed").asInt()).isEqualTo(7);
    assertThat(erased.body().path("document").asText())
        .isEqualTo(CanonicalJson.write(Json.mapper().convertValue(document, Map.class)));
    assertThat(erased.body().path("signature").asText()).isNotEmpty();
    assertThat(client.get(erasures).body()).hasSize(1);
    assertThat(client.post(erasures, "{\"reference\":\"again\"}").status()).isEqualTo(409);

    nothingIsLeft(good, bad);
    assertThat(client.get("/api/v1/runs/" + good).body().at("/input").asText())
        .isEqualTo("[erased]");
    Answer retried =
        client.post("/api/v1/runs/" + bad + "/steps/1/retry", "{\"reason\":\"once more\"}");
    assertThat(retried.status()).isGreaterThanOrEqualTo(400);

    // The pack that was given away, the one of what is left, and the log itself.
    assertThat(verified(pack)).isTrue();
    byte[] left = bytes("/api/v1/runs/" + good + "/evidence");
    assertThat(verified(left)).isTrue();
    assertThat(new String(left, StandardCharsets.ISO_8859_1))
        .doesNotContain(NAME.value(), KEY.value());
    Answer check = client.post("/api/v1/log/checks", "{}");
    assertThat(check.status()).as(check.raw().body()).isLessThan(300);
    assertThat(check.body().path("findings")).as(check.raw().body()).isEmpty();

    // Life goes on: the next run about the same person has a key of its own.
    String next = care("approved");
    assertThat(client.get("/api/v1/runs/" + next).body().toString()).contains(NAME.value());
    assertThat(texts(find().body().path("runs"))).contains(next).doesNotContain(good);
  }

  private static void nothingIsLeft(String good, String bad) {
    Traces traces = new Traces();
    traces.addTables(fluxo.database());
    List<String> paths =
        new ArrayList<>(List.of("/api/v1/runs?limit=100", "/api/v1/tasks?inbox=done"));
    for (String run : List.of(good, bad)) {
      Stream.of("", "/steps", "/logs")
          .map(more -> "/api/v1/runs/" + run + more)
          .forEach(paths::add);
      paths.add("/api/v1/events?limit=100&subject=" + run);
      paths.add("/api/v1/tasks?inbox=done&run=" + run);
    }
    traces.addAnswers(client, paths.toArray(String[]::new));
    assertThat(traces.of(ALL)).isEmpty();
    assertThat(traces.at("answer of /api/v1/runs/" + good + "/logs")).contains("[erased]");
  }

  @Test
  void whatIsKeptTooLongIsErasedByItself() {
    publish(
        "brief",
        """
        settings: {retention: 1s}
        nodes:
          - {id: only, type: data_transform, config: {value: "${input.name}"}}
        """);
    String run = run("brief", Map.of("name", NAME.value()));
    Eventually.is(
        () -> client.get("/api/v1/runs/" + run),
        answer -> answer.body().path("output").asText().equals("[erased]"));

    assertThat(client.put("/api/v1/retention", "{\"days\":0}").status()).isEqualTo(422);
    assertThat(client.put("/api/v1/retention", "{\"days\":365}").status()).isEqualTo(200);
    assertThat(client.get("/api/v1/retention").body().path("days").asInt()).isEqualTo(365);
  }

  @Test
  void aRunOfNobodyInParticularIsErasedAlone() {
    publish(
        "plain",
        "nodes:\n  - {id: only, type: data_transform, config: {value: \"${input.name}\"}}\n");
    String erased = run("plain", Map.of("name", NAME.value()));
    String kept = run("plain", Map.of("name", NAME.value()));

    Answer done = client.post("/api/v1/runs/" + erased + "/erasures", "{\"reference\":\"r\"}");

    assertThat(done.status()).as(done.raw().body()).isEqualTo(201);
    assertThat(client.get("/api/v1/runs/" + erased).body().path("output").asText())
        .isEqualTo("[erased]");
    assertThat(client.get("/api/v1/runs/" + kept).body().path("output").asText())
        .isEqualTo(NAME.value());
    assertThat(
            client
                .post("/api/v1/data-subjects/find", "{\"identifier\":\"nobody@example.org\"}")
                .status())
        .isEqualTo(404);
  }

  private static String run(String workflow, Map<String, ?> input) {
    String body = Json.mapper().valueToTree(Map.of("input", input)).toString();
    String run =
        client.post("/api/v1/workflows/" + workflow + "/runs", body).body().path("runId").asText();
    Eventually.is(
        () -> client.get("/api/v1/runs/" + run),
        answer -> answer.body().path("status").asText().equals("completed"));
    return run;
  }

  private static String begin() {
    Map<String, Object> input =
        Map.of(
            "person",
            Map.of("cpf", CPF.value(), "name", NAME.value()),
            "illness",
            ILLNESS.value(),
            "story",
            (LARGE.value() + " ").repeat(400));
    String body =
        Json.mapper().valueToTree(Map.of("input", input, "businessKey", KEY.value())).toString();
    Answer started = client.post("/api/v1/workflows/care/runs", body);
    assertThat(started.status()).as(started.raw().body()).isEqualTo(202);
    return started.body().path("runId").asText();
  }

  /** Runs to its end: approved ones complete, others fail. */
  private static String care(String outcome) {
    String run = begin();
    JsonNode tasks =
        Eventually.is(
                () -> client.get("/api/v1/tasks?inbox=all&run=" + run),
                answer -> answer.body().path("items").size() == 1)
            .body();
    assertThat(tasks.toString()).contains(NAME.value(), ILLNESS.value());
    String answer = "{\"outcome\":\"%s\",\"comment\":\"%s\"}".formatted(outcome, COMMENT.value());
    Answer answered =
        manager.post("/api/v1/tasks/" + tasks.at("/items/0/taskId").asText() + "/complete", answer);
    assertThat(answered.status()).as(answered.raw().body()).isEqualTo(200);
    if (outcome.equals("approved")) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                client.post(
                    "/api/v1/events",
                    "{\"name\":\"paid\",\"correlation\":\"%s\"}".formatted(CPF.value()));
                return client
                    .get("/api/v1/runs/" + run)
                    .body()
                    .path("status")
                    .asText()
                    .equals("completed");
              });
    } else {
      Eventually.is(
          () -> client.get("/api/v1/runs/" + run),
          seen -> seen.body().path("status").asText().equals("failed"));
    }
    return run;
  }

  private static Answer find() {
    // Written otherwise than in the runs.
    return client.post("/api/v1/data-subjects/find", "{\"identifier\":\"52998224725\"}");
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(client.request(path).GET().build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode())
          .as(new String(answer.body(), StandardCharsets.UTF_8))
          .isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean verified(byte[] pack) {
    Answer answer =
        client.send(
            client
                .request("/api/v1/evidence/verify")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(pack)));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.body().path("valid").asBoolean();
  }
}
