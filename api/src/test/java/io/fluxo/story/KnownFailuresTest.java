package io.fluxo.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Failures that other systems had in public; each test names where. */
class KnownFailuresTest {

  private static final String WHY = "{\"reason\":\"looked at it\"}";

  /** How often each idempotency key was seen, by path. */
  private static final Map<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();

  private static final Map<String, Integer> ANSWERS = new ConcurrentHashMap<>();

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
          String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
          SEEN.computeIfAbsent(path + " " + key, each -> new AtomicInteger()).incrementAndGet();
          exchange.sendResponseHeaders(ANSWERS.getOrDefault(path, 200), -1);
          exchange.close();
        });
    world.start();
    fluxo = RunningFluxo.inNewFolder();
    user = fluxo.client();
    operator = new Operator(user, world);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
    world.stop(0);
  }

  private static int calls(String path) {
    return SEEN.entrySet().stream()
        .filter(each -> each.getKey().startsWith(path + " "))
        .mapToInt(each -> each.getValue().get())
        .sum();
  }

  private static int places(String workflow) {
    Integer count =
        fluxo
            .database()
            .queryForObject(
                "SELECT count(*) FROM run_place WHERE workflow = ?", Integer.class, workflow);
    return count == null ? 0 : count;
  }

  /** kestra-io/kestra#19683: the retry of a killed run came due and revived it. */
  @Test
  void aRunThatIsKilledBetweenTwoAttemptsStaysDead() {
    ANSWERS.put("/flaky", 503);
    operator.publish(
        """
        id: flaky
        nodes:
          - {id: call, type: http_request, config: {url: "%s/flaky"}, retry: {maxAttempts: 9, delay: 1s, multiplier: 1}}
        """);
    String run = operator.started("flaky");
    operator.when(run, "recovering");
    user.post("/api/v1/runs/" + run + "/cancel", "{}");
    operator.when(run, "cancelled");
    int calls = calls("/flaky");
    Integer left =
        fluxo
            .database()
            .queryForObject(
                "SELECT count(*) FROM open_work WHERE id LIKE ?", Integer.class, run + "-%");
    assertThat(left).as("no retry is left to come due").isZero();
    assertThat(user.post("/api/v1/runs/" + run + "/retry", WHY).status()).isEqualTo(409);
    assertThat(calls("/flaky")).isEqualTo(calls);
    assertThat(user.get("/api/v1/runs/" + run).body().path("status").asText())
        .isEqualTo("cancelled");
  }

  /** n8n-io/n8n#23807: recovery marked an execution that had succeeded as crashed. */
  @Test
  void whatSucceededIsNotTouchedByRecovery() {
    operator.publish(
        "id: quick\nnodes:\n  - {id: end, type: data_transform, config: {value: 1}}\n");
    String run = operator.started("quick");
    operator.when(run, "completed");
    for (String act : List.of("retry", "pause", "discard", "skip")) {
      assertThat(user.post("/api/v1/runs/" + run + "/" + act, WHY).status()).as(act).isEqualTo(409);
    }
    assertThat(user.post("/api/v1/runs/" + run + "/cancel", "{}").status()).isEqualTo(409);
    operator.when(run, "completed");
  }

  /** kestra-io/kestra#17759 and #14356: places were lost, or given back twice. */
  @Test
  void aPlaceIsGivenBackOnceHoweverARunEnds() {
    ANSWERS.put("/places", 422);
    operator.publish(
        """
        id: narrow
        settings: {concurrency: 2}
        nodes:
          - {id: wait, type: wait_for_event, config: {event: go}, next: call}
          - {id: call, type: http_request, config: {url: "%s/places"}}
        """);
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      runs.add(operator.started("narrow"));
    }
    operator.when(runs.get(0), "waiting_input");
    operator.when(runs.get(1), "waiting_input");
    operator.when(runs.get(2), "pending");
    assertThat(user.post("/api/v1/runs/" + runs.get(5) + "/cancel", "{}").status()).isEqualTo(200);
    user.post("/api/v1/runs/" + runs.get(0) + "/cancel", "{}");
    user.post("/api/v1/runs/" + runs.get(0) + "/cancel", "{}");
    operator.when(runs.get(2), "waiting_input");
    operator.when(runs.get(3), "pending");
    user.post("/api/v1/runs/" + runs.get(1) + "/pause", WHY);
    operator.when(runs.get(3), "pending");
    user.post("/api/v1/runs/" + runs.get(1) + "/cancel", "{}");
    operator.when(runs.get(3), "waiting_input");
    user.post("/api/v1/events", "{\"name\":\"go\",\"data\":{}}");
    operator.when(runs.get(2), "failed");
    operator.when(runs.get(3), "failed");
    operator.when(runs.get(4), "waiting_input");
    user.post("/api/v1/runs/" + runs.get(4) + "/cancel", "{}");
    operator.when(runs.get(4), "cancelled");
    assertThat(places("narrow")).isZero();
  }

  /** kestra-io/kestra#7880: failed runs that were restarted went past the limit. */
  @Test
  void failedRunsThatAreTakenUpAgainGetInLine() {
    ANSWERS.put("/again", 422);
    operator.publish(
        """
        id: again
        settings: {concurrency: 1}
        nodes:
          - {id: call, type: http_request, config: {url: "%s/again"}, next: wait}
          - {id: wait, type: wait_for_event, config: {event: never}}
        """);
    String first = operator.started("again");
    String second = operator.started("again");
    operator.when(first, "failed");
    operator.when(second, "failed");
    ANSWERS.put("/again", 200);
    user.post("/api/v1/runs/" + first + "/retry", WHY);
    user.post("/api/v1/runs/" + second + "/retry", WHY);
    operator.when(first, "waiting_input");
    operator.when(second, "pending");
    user.post("/api/v1/runs/" + first + "/cancel", "{}");
    operator.when(second, "waiting_input");
    user.post("/api/v1/runs/" + second + "/cancel", "{}");
    assertThat(places("again")).isZero();
  }

  /** apache/incubator-kie-issues#509: a timer was lost when a new version was deployed. */
  @Test
  void aTimerOutlivesANewVersion() {
    String one =
        """
        id: timed
        settings: {timeout: 2s}
        nodes:
          - {id: wait, type: wait_for_event, config: {event: never, timeout: 1s}, branches: {timeout: late}}
          - {id: late, type: data_transform, config: {value: one}}
        """;
    operator.publish(one);
    String run = operator.started("timed");
    operator.when(run, "waiting_input");
    operator.publish(one.replace("value: one", "value: two").replace("timeout: 1s", "timeout: 1h"));
    assertThat(operator.when(run, "completed").path("output").asText()).isEqualTo("one");
  }

  /** lago-agent-toolkit#65 and waha#1225: a retry was a new request to the provider. */
  @Test
  void everyAttemptOfAStepIsTheSameRequest() {
    ANSWERS.put("/same", 503);
    operator.publish(
        """
        id: same
        nodes:
          - {id: pay, type: http_request, config: {url: "%s/same", method: POST}, retry: {maxAttempts: 2, delay: 100ms}}
        """);
    String run = operator.started("same");
    operator.when(run, "failed");
    ANSWERS.put("/same", 200);
    user.post("/api/v1/runs/" + run + "/retry", WHY);
    operator.when(run, "completed");
    assertThat(SEEN.keySet()).filteredOn(key -> key.startsWith("/same ")).hasSize(1);
    assertThat(calls("/same")).isEqualTo(3);
  }

  /** windmill-labs/windmill#2639: a wait inside parallel branches was passed over. */
  @Test
  void everyParallelBranchWaitsForItsOwn() {
    operator.publish(
        """
        id: both
        nodes:
          - {id: all, type: parallel, branches: {a: first, b: second}, next: end}
          - {id: first, type: wait_for_event, config: {event: first}}
          - {id: second, type: wait_for_event, config: {event: second}}
          - {id: end, type: data_transform, config: {value: done}}
        """);
    String run = operator.started("both");
    operator.when(run, "waiting_input");
    user.post("/api/v1/events", "{\"name\":\"first\",\"data\":{}}");
    Eventually.is(
        () -> user.get("/api/v1/runs/" + run + "/steps"),
        answer -> answer.body().toString().contains("\"succeeded\""));
    assertThat(user.get("/api/v1/runs/" + run).body().path("status").asText())
        .isEqualTo("waiting_input");
    user.post("/api/v1/events", "{\"name\":\"second\",\"data\":{}}");
    operator.when(run, "completed");
  }
}
