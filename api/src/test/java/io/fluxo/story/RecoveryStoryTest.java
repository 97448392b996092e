package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.fluxo.story.FluxoClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures as an operator meets them: seen, retried, skipped, undone, given up. */
class RecoveryStoryTest {

  private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();
  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();
  private static final Set<String> KEYS = ConcurrentHashMap.newKeySet();
  private static final String WHY = "\"reason\":\"looked at it\"";

  private static HttpServer world;
  private static RunningFluxo fluxo;
  private static FluxoClient user;
  private static Operator operator;

  @BeforeAll
  static void start() throws IOException {
    world = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    world.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          CALLS.add(path);
          KEYS.add(path + " " + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          byte[] body = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(REFUSED.contains(path) ? 422 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    world.start();
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
    operator = new Operator(user, world);
    operator.publish(
        """
        id: trip
        nodes:
          - {id: flight, type: http_request, config: {url: "%1$s/flight", method: POST}, compensate: noFlight, next: hotel}
          - {id: hotel, type: http_request, config: {url: "%1$s/hotel", method: POST}, compensate: noHotel, next: pay}
          - {id: pay, type: http_request, config: {url: "%1$s/pay", method: POST}, next: wait}
          - {id: wait, type: wait_for_event, config: {event: never}}
          - {id: noFlight, type: http_request, config: {url: "%1$s/noFlight", method: POST}}
          - {id: noHotel, type: http_request, config: {url: "%1$s/noHotel", method: POST}}
        """);
    operator.publish(
        """
        id: plain
        nodes:
          - {id: call, type: http_request, config: {url: "%1$s/call", method: POST, body: {n: "${vars.n}"}}, next: end}
          - {id: end, type: data_transform, config: {value: done}}
        """);
    operator.publish(
        """
        id: asking
        settings: {fallback: {escalateToHuman: true}}
        nodes:
          - {id: call, type: http_request, config: {url: "%1$s/ask", method: POST}, next: end}
          - {id: end, type: data_transform, config: {value: "${nodes.call.output.by}"}}
        """);
    operator.publish(
        """
        id: rescue
        nodes:
          - {id: end, type: data_transform, config: {value: "saved from ${input.error.errorClass}"}}
        """);
    operator.publish(
        """
        id: rescued
        settings: {fallback: {fallbackFlowId: rescue}}
        nodes:
          - {id: call, type: http_request, config: {url: "%1$s/rescued", method: POST}}
        """);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
    world.stop(0);
  }

  @BeforeEach
  void allIsWell() {
    REFUSED.clear();
    CALLS.clear();
    KEYS.clear();
  }

  private static JsonNode dead(String filter) {
    return user.get("/api/v1/dead-letters" + filter).body().path("items");
  }

  @Test
  void aFailedRunIsSeenMendedAndEnds() {
    REFUSED.add("/call");
    String run = operator.started("plain");
    JsonNode failed = operator.when(run, "failed");
    assertThat(failed.path("attention").asText()).isEqualTo("failed");
    Eventually.of(
        () -> dead("?workflow=plain&node=call&errorClass=refused").toString(),
        text -> text.contains(run));
    assertThat(dead("?workflow=plain&errorClass=timeout")).isEmpty();

    Answer again = operator.act(run, "retry", "{" + WHY + "}");
    assertThat(again.status()).as("%s", again.body()).isEqualTo(200);
    operator.when(run, "failed");
    REFUSED.clear();
    operator.act(run, "retry", "{" + WHY + "}");
    assertThat(operator.when(run, "completed").path("output").asText()).isEqualTo("done");
    assertThat(KEYS).as("the provider knows the request again").hasSize(1);
    Eventually.of(() -> dead("?workflow=plain").toString(), text -> !text.contains(run));
    assertThat(user.get("/api/v1/runs/" + run + "/events").body().toString())
        .contains("flx.run.intervened")
        .contains("looked at it");
    assertThat(operator.act(run, "retry", "{" + WHY + "}").status()).isEqualTo(409);
  }

  @Test
  void aVariableIsEditedAndTheNextAttemptIsAnotherRequest() {
    REFUSED.add("/call");
    String run = operator.started("plain");
    operator.when(run, "failed");
    Answer edited = operator.act(run, "variables", "{\"set\":{\"n\":3}," + WHY + "}");
    assertThat(edited.status()).as("%s", edited.body()).isEqualTo(200);
    REFUSED.clear();
    operator.act(run, "retry", "{" + WHY + "}");
    operator.when(run, "completed");
    assertThat(KEYS).hasSize(2);
  }

  @Test
  void whatWasDoneIsUndoneBackwards() {
    REFUSED.add("/pay");
    String run = operator.started("trip");
    operator.when(run, "compensated");
    assertThat(CALLS).containsExactly("/flight", "/hotel", "/pay", "/noHotel", "/noFlight");
    JsonNode steps = user.get("/api/v1/runs/" + run + "/steps").body().path("items");
    assertThat(steps.get(0).path("undo").asText()).isEqualTo("done");
    assertThat(fluxo.database().queryForObject("SELECT count(*) FROM saga", Integer.class))
        .isZero();
  }

  @Test
  void aCancelIsPreviewedAndUndone() {
    String run = operator.started("trip");
    operator.when(run, "waiting_input");
    JsonNode preview = user.get("/api/v1/runs/" + run + "/compensation").body().path("items");
    assertThat(preview.findValuesAsText("with")).containsExactly("noHotel", "noFlight");
    Answer answer = operator.act(run, "cancel", "{\"reason\":\"ill\",\"compensate\":true}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    operator.when(run, "compensated");
    assertThat(CALLS).endsWith("/noHotel", "/noFlight");
  }

  @Test
  void whatCannotBeUndoneWaitsForAPerson() {
    REFUSED.addAll(List.of("/pay", "/noHotel"));
    String run = operator.started("trip");
    JsonNode waiting =
        Eventually.is(
                () -> user.get("/api/v1/runs/" + run),
                answer -> answer.body().path("attention").asText().equals("undo_failed"))
            .body();
    assertThat(waiting.path("status").asText()).isEqualTo("compensating");
    assertThat(CALLS).doesNotContain("/noFlight");
    operator.act(run, "skip", "{" + WHY + "}");
    operator.when(run, "compensated");
    assertThat(CALLS).endsWith("/noHotel", "/noFlight");
  }

  @Test
  void aFailureThatIsEscalatedGoesOnWithWhatAPersonSays() {
    REFUSED.add("/ask");
    String run = operator.started("asking");
    JsonNode waiting = operator.when(run, "waiting_input");
    assertThat(waiting.path("attention").asText()).isEqualTo("escalated");
    operator.act(run, "skip", "{\"output\":{\"by\":\"Ana\"}," + WHY + "}");
    assertThat(operator.when(run, "completed").path("output").asText()).isEqualTo("Ana");
  }

  @Test
  void theFallbackWorkflowSavesTheRun() {
    REFUSED.add("/rescued");
    String run = operator.started("rescued");
    assertThat(operator.when(run, "completed").path("output").asText())
        .isEqualTo("saved from refused");
  }

  @Test
  void aPausedRunStaysAndGoesOn() {
    String run = operator.started("trip");
    operator.when(run, "waiting_input");
    assertThat(operator.act(run, "pause", "{" + WHY + "}").body().path("status").asText())
        .isEqualTo("paused");
    assertThat(operator.act(run, "resume", "{" + WHY + "}").body().path("status").asText())
        .isEqualTo("waiting_input");
    operator.act(run, "rewind", "{\"node\":\"hotel\"," + WHY + "}");
    operator.when(run, "waiting_input");
    assertThat(CALLS).containsExactly("/flight", "/hotel", "/pay", "/hotel", "/pay");
    operator.act(run, "force", "{\"node\":\"pay\"," + WHY + "}");
    Eventually.of(() -> CALLS.size(), size -> size == 6);
    operator.when(run, "waiting_input");
    operator.act(run, "cancel", "{}");
  }

  @Test
  void manyAreRetriedAtOnceAfterALook() {
    REFUSED.add("/call");
    List<String> runs =
        List.of(operator.started("plain"), operator.started("plain"), operator.started("plain"));
    runs.forEach(run -> operator.when(run, "failed"));
    String filter =
        "{\"action\":\"retry\",\"workflow\":\"plain\",\"errorClass\":\"refused\"," + WHY;
    JsonNode preview =
        Eventually.is(
                () -> user.post("/api/v1/runs/bulk", filter + "}"),
                answer -> answer.body().path("matches").asInt() == 3)
            .body();
    assertThat(preview.has("done")).isFalse();
    REFUSED.clear();
    assertThat(user.post("/api/v1/runs/bulk", filter + ",\"expected\":2}").status()).isEqualTo(409);
    assertThat(user.post("/api/v1/runs/bulk", filter + ",\"expected\":3}").body().path("done"))
        .hasToString("3");
    runs.forEach(run -> operator.when(run, "completed"));
  }

  @Test
  void manyAreSkippedEditedSentElsewhereAndBackAtOnce() {
    REFUSED.add("/ask");
    List<String> asking = List.of(operator.started("asking"), operator.started("asking"));
    asking.forEach(run -> operator.when(run, "waiting_input"));
    bulk(2, "\"action\":\"skip\",\"node\":\"call\",\"output\":{\"by\":\"Bea\"}", "asking");
    asking.forEach(
        run ->
            assertThat(operator.when(run, "completed").path("output").asText()).isEqualTo("Bea"));

    List<String> trips = List.of(operator.started("trip"), operator.started("trip"));
    trips.forEach(run -> operator.when(run, "waiting_input"));
    bulk(2, "\"action\":\"variables\",\"set\":{\"n\":7},\"remove\":[]", "trip");
    bulk(2, "\"action\":\"rewind\",\"to\":\"hotel\"", "trip");
    Eventually.of(() -> CALLS.stream().filter("/hotel"::equals).count(), hotels -> hotels == 4);
    trips.forEach(run -> operator.when(run, "waiting_input"));
    bulk(2, "\"action\":\"force\",\"to\":\"pay\"", "trip");
    Eventually.of(() -> CALLS.stream().filter("/pay"::equals).count(), pays -> pays == 6);
    trips.forEach(
        run ->
            assertThat(user.get("/api/v1/runs/" + run + "/events").body().toString())
                .contains("\"edited\"", "\"rewound\"", "\"forced\""));
    bulk(2, "\"action\":\"cancel\"", "trip");
  }

  @Test
  void anOrderForManyIsCheckedBeforeAnyRunIsAsked() {
    for (String wrong :
        List.of(
            "\"action\":\"force\"",
            "\"action\":\"rewind\",\"to\":\"no node\"",
            "\"action\":\"variables\",\"set\":{\"no name\":1}",
            "\"action\":\"explode\"")) {
      assertThat(
              user.post("/api/v1/runs/bulk", "{" + wrong + ",\"workflow\":\"trip\"," + WHY + "}")
                  .status())
          .as(wrong)
          .isEqualTo(422);
    }
  }

  /** Looks at the preview until it tells so many, and then does it. */
  private static void bulk(int runs, String what, String workflow) {
    String order = "{" + what + ",\"workflow\":\"" + workflow + "\"," + WHY;
    Eventually.is(
        () -> user.post("/api/v1/runs/bulk", order + "}"),
        answer -> answer.body().path("matches").asInt() == runs);
    Answer done = user.post("/api/v1/runs/bulk", order + ",\"expected\":" + runs + "}");
    assertThat(done.body().path("done").asInt()).as("%s", done.body()).isEqualTo(runs);
  }

  @Test
  void whoTakesTheWheelSaysWhy() {
    String run = operator.started("trip");
    assertThat(operator.act(run, "pause", "{}").status()).isEqualTo(422);
    assertThat(operator.act(run, "force", "{\"node\":\"nowhere\"," + WHY + "}").status())
        .isEqualTo(422);
    assertThat(operator.act("01m7y1xvakv835skhn35myq5zd", "pause", "{" + WHY + "}").status())
        .isEqualTo(404);
    operator.act(run, "cancel", "{}");
  }
}
